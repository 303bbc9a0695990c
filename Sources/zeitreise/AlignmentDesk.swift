import Foundation
import ImageCoding
import Panorama
import Resampling
import TileBuilder
import Tour
import TourServer

/// What the alignment page works on: the tour's text, the pictures, and the solver.
actor AlignmentDesk: LocalDesk {
    private var text: TourText
    private var alignment: EpochAlignment
    private let settings: TileSettings
    private let sphere: AlignmentSphere
    private let images: [AlignmentImage]

    /// Reads and prepares all pictures.
    init(
        _ text: TourText,
        place: TourDocument.Place,
        epoch: TourDocument.Epoch,
        settings: TileSettings
    ) async throws {
        self.text = text
        self.settings = settings
        let alignment = try EpochAlignment(text.document, place: place, epoch: epoch, settings: settings)
        self.alignment = alignment
        sphere = try await AlignmentSphere(below: alignment, text.document, settings: settings)
        var images: [AlignmentImage] = []
        for aligned in alignment.pictures {
            images.append(try AlignmentImage(await aligned.picture.pixels(settings: settings)))
        }
        self.images = images
    }

    /// Of the file as it is now.
    func state() -> [UInt8] {
        let isStale = !refresh()
        return encoded(AlignmentState(text, alignment, sphere, images, isStale: isStale))
    }

    /// - Returns: false where the file cannot be read, or names other pictures than those that are here, or says other things of them.
    private func refresh() -> Bool {
        let (place, epoch) = (alignment.place.id, alignment.epoch.id)
        guard let text = try? TourText(tour: text.file, place: place, epoch: epoch),
            let found = try? text.document.find(place: place, epoch: epoch),
            let renewed = try? EpochAlignment(
                text.document,
                place: found.place,
                epoch: found.epoch,
                settings: settings
            ),
            renewed.pictures.map(\.picture) == alignment.pictures.map(\.picture),
            sphere.isBelow(renewed, text.document, settings: settings)
        else { return false }
        (self.text, alignment) = (text, renewed)
        return true
    }

    func picture(_ name: String) -> DeskPicture? {
        let parts = name.split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        if parts[0] == "base" {
            return sphere.tiles[String(parts[1])].map { DeskPicture($0, mediaType: "image/jpeg") }
        }
        guard parts[0] == "photo", let index = Int(parts[1]), images.indices.contains(index) else { return nil }
        return DeskPicture(images[index].jpeg, mediaType: "image/jpeg")
    }

    func act(_ action: String, _ body: [UInt8]) -> DeskAnswer? {
        switch action {
        case "solve": solve(body)
        case "save": save(body)
        default: nil
        }
    }

    private func solve(_ body: [UInt8]) -> DeskAnswer {
        guard let request: SolveRequest = decoded(body), let picture = picture(request.index), request.isSound else {
            return notUnderstood
        }
        if let excess = request.excess { return DeskAnswer(.refused, encoded(["reason": excess])) }
        return DeskAnswer(.done, encoded(AlignmentSolution(picture, request)))
    }

    private func save(_ body: [UInt8]) -> DeskAnswer {
        guard let request: SolveRequest = decoded(body), let picture = picture(request.index), request.isSound,
            let points = request.written
        else { return notUnderstood }
        let edit = PlacementEdit(
            points: points,
            unknowns: picture.kind == .photo ? request.solve : nil,
            replacesPose: request.replacesPose ?? false
        )
        do throws(TourText.Refusal) {
            try text.write(edit, at: picture.address)
        } catch {
            switch error {
            case .changed: return DeskAnswer(.changedMeanwhile, encoded(["reason": "changed"]))
            case .impossible(let reason): return DeskAnswer(.refused, encoded(["reason": reason]))
            }
        }
        return DeskAnswer(.done, state())
    }

    private func picture(_ index: Int) -> AlignablePicture? {
        alignment.pictures.indices.contains(index) ? alignment.pictures[index].picture : nil
    }

    private var notUnderstood: DeskAnswer { DeskAnswer(.notUnderstood, encoded(["reason": "not understood"])) }
}

/// A picture as the page shows it.
struct AlignmentImage {
    let width: Int
    let height: Int
    let jpeg: [UInt8]
}

extension AlignmentImage {
    init(_ pixels: PixelBuffer) throws(ImageCodingError) {
        (width, height) = (pixels.width, pixels.height)
        jpeg = try ImageEncoding.jpeg(quality: 90, subsampling: .full).encode(
            pixels,
            region: PixelRegion(column: 0, row: 0, width: pixels.width, height: pixels.height)
        )
    }
}

private func encoded(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    // All numbers are finite, so this cannot fail.
    return (try? encoder.encode(value)).map { Array($0) } ?? Array("{}".utf8)
}

private func decoded<Value: Decodable>(_ body: [UInt8]) -> Value? {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try? decoder.decode(Value.self, from: Data(body))
}
