import Foundation
import ImageCoding
import Resampling
import TestSupport
import Testing

/// Files that end too soon or are not what they say. Each gives an error, or a picture; none may crash or hang.
@Suite(.timeLimit(.minutes(2)))
struct DamagedFileTests {
    @Test(arguments: Fixture.cheap)
    func `a file cut at any byte is an error, or lacks nothing`(_ fixture: Fixture) throws {
        let whole = try PixelBuffer(decoding: fixture.file, name: fixture.name)
        for count in 0..<fixture.file.count {
            switch decode(Array(fixture.file[..<count]), name: fixture.name) {
            case .success(let image): #expect(image == whole, "\(count) bytes")
            case .failure(let error): #expect(isOneLine(error, about: fixture.name), "\(count) bytes: \(error)")
            }
        }
        // What stands behind the last pixel is not needed; everything else is.
        guard !fixture.name.hasSuffix("tif") else { return }
        let needed = fixture.file.count - (fixture.name.hasSuffix("png") ? 13 : 3)
        #expect(throws: ImageCodingError.self) {
            try PixelBuffer(decoding: Array(fixture.file[..<needed]), name: fixture.name)
        }
    }

    @Test(arguments: Fixture.cheap.filter { $0.name.hasSuffix("png") })
    func `a changed byte of a PNG is an error, or changes nothing`(_ fixture: Fixture) throws {
        let whole = try PixelBuffer(decoding: fixture.file, name: fixture.name)
        forEachChange(of: fixture.file) { file, place in
            switch decode(file, name: fixture.name) {
            case .success(let image): #expect(image == whole, "byte \(place)")
            case .failure(let error): #expect(isOneLine(error, about: fixture.name), "byte \(place): \(error)")
            }
        }
    }

    @Test(arguments: Fixture.cheap.filter { $0.name.hasSuffix("jpg") })
    func `a changed byte of a JPEG is an error or a picture`(_ fixture: Fixture) {
        let limits = ImageLimits(pixels: 1 << 20, memory: 1 << 24)
        forEachChange(of: fixture.file) { file, place in
            switch decode(file, name: fixture.name, limits: limits) {
            case .success(let image): #expect(image.fourth.allSatisfy { $0 == 255 }, "byte \(place)")
            case .failure(let error): #expect(isOneLine(error, about: fixture.name), "byte \(place): \(error)")
            }
        }
    }

    @Test(arguments: Fixture.cheap.filter { $0.name.hasSuffix("tif") })
    func `a changed byte of a TIFF is an error or a picture`(_ fixture: Fixture) {
        let limits = ImageLimits(pixels: 1 << 20, memory: 1 << 24)
        forEachChange(of: fixture.file) { file, place in
            switch decode(file, name: fixture.name, limits: limits) {
            case .success(let image): #expect(image.fourth.allSatisfy { $0 == 255 }, "byte \(place)")
            case .failure(let error): #expect(isOneLine(error, about: fixture.name), "byte \(place): \(error)")
            }
        }
    }

    @Test(arguments: [[0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]] as [[UInt8]])
    func `random bytes after a format's first ones are an error`(start: [UInt8]) {
        var random = SplitMix64(state: 2_026)
        for _ in 0..<2_000 {
            let rest = (0..<Int.random(in: 0..<600, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let result = decode(start + rest, name: "noise")
            guard case .failure(let error) = result else {
                Issue.record("noise was decoded")
                return
            }
            #expect(isOneLine(error, about: "noise"))
        }
    }

    @Test func `a baseline JPEG names the last whole row`() throws {
        let file = try tallPicture(.jpeg(quality: 90, subsampling: .quarter))
        // Rows cost about the same; libjpeg shows 16 when it has decoded the next 16.
        try expectTruncation(of: Array(file[..<(file.count / 2)]), afterRow: 200...256)
    }

    @Test func `a PNG names the last whole row`() throws {
        let file = try tallPicture(.png)
        try expectTruncation(of: Array(file[..<(file.count / 2)]), afterRow: 200...300)
    }

    @Test(arguments: Fixture.named("ycbcr-420-progressive.jpg", "rgb-16-interlaced.png"))
    func `a file of several passes names the pass`(_ fixture: Fixture) throws {
        let error = failure(of: Array(fixture.file[..<(fixture.file.count - 40)]), name: "cut")
        guard case .truncated(_, let place) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(place.pass > 0)
        let line = "cut: truncated in pass \(place.pass), after row \(place.row) of \(fixture.truth.height); "
        #expect("\(ImageCodingError.truncated(file: "cut", place: place))" == line + "export the picture again")
    }

    @Test func `a decoder that failed fails again`() throws {
        let file = try tallPicture(.png)
        var decoder = try ImageDecoder(bytes: Array(file[..<(file.count / 2)]), name: "a.png")
        var image = PixelBuffer(width: decoder.info.width, height: decoder.info.height)
        try decoder.readRows(100, into: &image, at: 0)
        for _ in 0..<2 {
            do {
                try decoder.readRows(412, into: &image, at: 100)
                Issue.record("no error")
            } catch {
                guard case .truncated(_, let place) = error else { throw error }
                #expect(place.row > 100)
            }
        }
        #expect(decoder.rowsRead == 100)
    }

    /// An end of the picture where rows are still missing: the file is long enough, and what libjpeg says is told.
    @Test func `a JPEG that ends in its middle is damaged`() throws {
        var file = try tallPicture(.jpeg(quality: 90, subsampling: .full))
        let middle = file.count / 2
        file.replaceSubrange(middle..<(middle + 2), with: [0xFF, 0xD9])
        let error = try #require(failure(of: file, name: "a.jpg"))
        guard case .damaged(_, let place, let reason) = error else {
            Issue.record("\(error)")
            return
        }
        #expect((100...400).contains(place.row))
        #expect(reason.contains("premature end of data segment"))
    }

    @Test func `a JPEG without any scan of a component is damaged`() throws {
        let file = MadeFile.progressiveJPEG(width: 20, height: 9, components: 3)
        let error = try #require(failure(of: file, name: "flat.jpg"))
        let line = "flat.jpg: damaged before its first row (no scan of colour component 2); export the picture again"
        #expect("\(error)" == line)
    }

    @Test func `stray bytes between the segments of a JPEG do no harm`() throws {
        let fixture = try #require(Fixture.named("ycbcr-420.jpg").first)
        // Behind the first marker and JFIF's segment of 18 bytes.
        let file = fixture.file[..<20] + [0, 1, 2] + fixture.file[20...]
        let image = try PixelBuffer(decoding: Array(file), name: "stray.jpg")
        #expect(largestDifference(image.rgb, fixture.truth.rgb) <= fixture.truth.tolerance)
    }

    @Test(
        arguments: [
            (0xC9, 8, "arithmetic coding"),
            (0xC3, 8, "Unsupported JPEG process: SOF type 0xc3"),
            (0xC0, 12, "Unsupported JPEG data precision 12"),
        ] as [(UInt8, UInt8, String)]
    )
    func `kinds of JPEG that are not decoded are named`(frame: UInt8, precision: UInt8, feature: String) throws {
        let fixture = try #require(Fixture.named("grey.jpg").first)
        var file = fixture.file
        let at = try #require(file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == 0xC0 })
        file[at + 1] = frame
        file[at + 4] = precision
        #expect(throws: ImageCodingError.unsupported(file: "odd.jpg", feature: feature)) {
            try PixelBuffer(decoding: file, name: "odd.jpg")
        }
    }
}

// MARK: - Helpers

private func decode(
    _ file: [UInt8],
    name: String,
    limits: ImageLimits = .standard
) -> Result<PixelBuffer, ImageCodingError> {
    Result { () throws(ImageCodingError) in try PixelBuffer(decoding: file, name: name, limits: limits) }
}

private func isOneLine(_ error: ImageCodingError, about name: String) -> Bool {
    let line = "\(error)"
    return line.hasPrefix("\(name): ") && line.contains("; ") && !line.contains("\n")
}

/// Calls `body` with every file that differs from `file` in one byte, by a low bit, a high bit, or in being 0 or 255.
private func forEachChange(of file: [UInt8], _ body: ([UInt8], Int) -> Void) {
    for place in file.indices {
        let old = file[place]
        for new in Set([old ^ 1, old ^ 0x80, 0, 0xFF]) where new != old {
            var changed = file
            changed[place] = new
            body(changed, place)
        }
    }
}

/// 64 x 512 pixels of even detail.
private func tallPicture(_ encoding: ImageEncoding) throws -> [UInt8] {
    var random = SplitMix64(state: 7)
    let image = PixelBuffer(width: 64, height: 512) { _, _ in
        SIMD3(.random(in: 0...255, using: &random), .random(in: 0...255, using: &random), 0)
    }
    return try encoding.encode(image, region: image.whole)
}

private func failure(of file: [UInt8], name: String) -> ImageCodingError? {
    guard case .failure(let error) = decode(file, name: name) else { return nil }
    return error
}

private func expectTruncation(of file: [UInt8], afterRow rows: ClosedRange<Int>) throws {
    let error = try #require(failure(of: file, name: "tall"))
    guard case .truncated(_, let place) = error else { throw error }
    #expect(rows.contains(place.row))
    #expect("\(error)" == "tall: truncated after row \(place.row) of 512; export the picture again")
}
