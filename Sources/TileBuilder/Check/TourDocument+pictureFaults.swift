internal import ImageCoding
internal import Panorama
package import Tour

extension TourDocument {
    /// Of an error that is a picture's fault: a `TourError` with the line that names the picture. Every other as it is.
    package func located(_ error: any Error) -> any Error {
        let path = (error as? ImageCodingError)?.file ?? (error as? TileBuilderError)?.picture
        guard let path, let reference = references.first(where: { $0.isPicture && resolve($0.path) == path })
        else { return error }
        return TourError(findings: [TourFinding(error, of: reference, at: path, in: file)])
    }

    /// The line that says what is wrong with a picture for good, so that every other try would end the same; nil where the fault is
    /// another.
    ///
    /// - Parameter error: of what is done with this document's pictures.
    func pictureFault(_ error: any Error) -> String? {
        switch located(error) {
        case let fault as TourError: fault.description
        case let fault as TileBuilderError where fault.isLasting: fault.description
        default: nil
        }
    }
}

extension TourFinding {
    /// What is wrong with a picture that the tour names, of an error whose text is `FILE: what is wrong; what to do`.
    ///
    /// - Parameter path: of the picture, as it is found from here.
    init(_ error: any Error, of reference: TourDocument.Reference, at path: String, in file: String) {
        let parts = "\(error)".trimmingPrefix("\(path): ").split(separator: "; ", maxSplits: 1).map { String($0) }
        var (what, advice) = (
            parts.first ?? "\(error)", parts.dropFirst().first ?? "look at it with `zeitreise inspect`"
        )
        if case TileBuilderError.projection(_, let error) = error { (what, advice) = (error.what, error.adviceInTour) }
        self.init(
            code: .badPicture,
            file: file,
            mark: reference.mark,
            message: "\(reference.kind.rawValue) '\(reference.path)': \(what)",
            advice: advice
        )
    }
}

extension TourDocument.Reference {
    fileprivate var isPicture: Bool { kind == .panorama || kind == .photo }
}

extension ImageCodingError {
    /// Nil where the fault is the system's, and another time it may go well.
    fileprivate var file: String? {
        switch self {
        case .unreadable(let file, _), .unknownFormat(let file), .unsupported(let file, _),
            .tooManyPixels(let file, _, _, _), .tooMuchMemory(let file, _), .truncated(let file, _),
            .damaged(let file, _, _), .contradictoryMetadata(let file, _, _):
            file
        case .noScratch, .outOfMemory, .notEncoded: nil
        }
    }

    /// Whether it is the picture's content that is at fault.
    var isDamage: Bool {
        switch self {
        case .truncated, .damaged, .unsupported: true
        default: false
        }
    }
}

extension TileBuilderError {
    /// Whether it lies in what pictures show, or take: nothing that passes.
    fileprivate var isLasting: Bool {
        switch self {
        case .projection, .cubeFaces, .nothingToShow, .tooMuchMemory, .unsupported: true
        default: false
        }
    }

    /// Nil where it is not about one, or not its fault.
    fileprivate var picture: String? {
        switch self {
        case .projection(let path, _): path
        case .cubeFaces(let path, _): path
        case .nothingToShow(let path): path
        case .unsupported(let place, _): place
        default: nil
        }
    }
}
