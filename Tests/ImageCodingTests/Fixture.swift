import Foundation

/// A picture that Fixtures/make.py wrote, and what it must decode to.
struct Fixture: Sendable, CustomStringConvertible {
    let name: String
    let file: [UInt8]
    let truth: Truth

    struct Truth: Sendable, Decodable {
        let width: Int
        let height: Int
        let bits: Int
        let colour: String
        let alpha: Bool
        let interlaced: Bool
        /// Most that a value may differ by.
        let tolerance: Int
        /// Three bytes a pixel.
        let rgb: Data
        /// Three numbers of 16 bits a pixel, the low byte first; nil where no more than 8 are stored.
        let deep: Data?

        /// Three numbers a pixel on the scale of 65535.
        var deepRGB: [UInt16] {
            guard let deep else { return rgb.map { UInt16($0) * 257 } }
            return stride(from: 0, to: deep.count, by: 2).map { UInt16(deep[$0]) | UInt16(deep[$0 + 1]) << 8 }
        }
    }

    var description: String { name }

    static let folder = Bundle.module.url(forResource: "Fixtures", withExtension: nil)

    static func path(_ name: String) -> String { folder?.appending(path: name).path ?? name }

    /// All of them by name. Empty where the folder is missing, which a test reports.
    static let all: [Fixture] = {
        guard let folder,
            let list = try? Data(contentsOf: folder.appending(path: "expected.json")),
            let truths = try? JSONDecoder().decode([String: Truth].self, from: list)
        else { return [] }
        return truths.sorted { $0.key < $1.key }.map { name, truth in
            let file = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
            return Fixture(name: name, file: [UInt8](file), truth: truth)
        }
    }()

    static func named(_ names: String...) -> [Fixture] { all.filter { names.contains($0.name) } }

    /// Of pictures with profiles, which take up to 40 ms to prepare, and of TIFF, which is larger, only a few.
    static let cheap =
        all.filter { !$0.name.hasPrefix("profile") && !$0.name.hasSuffix("tif") }
        + named("profile-wide-8.png", "tiff-grey-8.tif", "tiff-rgb-tiles.tif", "tiff-jpeg.tif")

    static let jpegs = all.filter { $0.name.hasSuffix(".jpg") }
    static let tiffs = all.filter { $0.name.hasSuffix(".tif") }
    static let pngs = all.filter { $0.name.hasSuffix(".png") }
}
