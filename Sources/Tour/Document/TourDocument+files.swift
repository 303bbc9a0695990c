extension TourDocument {
    /// The path of a file that the document names, as seen from where the document's own path counts.
    package func resolve(_ path: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return path }
        return file[...slash] + path
    }

    /// Every file that the document names, in the order of its lines.
    package var references: [Reference] {
        let own = [reference(.route, route, marks["route"]), reference(.map, map, marks["map"])]
        return (own.compactMap(\.self) + places.flatMap(\.references)).sorted { $0.mark < $1.mark }
    }

    /// A finding for each file that is named but not there.
    ///
    /// `fileExists` says whether there is a file at a resolved path.
    package func missingFiles(fileExists: (_ path: String) -> Bool) -> [TourFinding] {
        references.filter { !fileExists(resolve($0.path)) }.map { reference in
            TourFinding(
                code: .missingFile,
                file: file,
                mark: reference.mark,
                message: "the \(reference.kind.rawValue) file '\(reference.path)' is not there",
                advice:
                    "put it at '\(resolve(reference.path))', or correct the path, which counts from this file's folder"
            )
        }
    }
}

extension TourDocument.Place {
    fileprivate var references: [TourDocument.Reference] {
        let zone = trigger.flatMap { reference(.zone, $0.zone, $0.marks["zone"]) }
        return [zone].compactMap(\.self) + epochs.flatMap(\.references)
    }
}

extension TourDocument.Epoch {
    fileprivate var references: [TourDocument.Reference] {
        [picture.reference(marks)] + references(.narration, narration) + references(.captions, captions)
    }

    private func references(
        _ kind: TourDocument.Reference.Kind,
        _ paths: TourDocument.Localized?
    ) -> [TourDocument.Reference] {
        guard let paths else { return [] }
        return paths.values.map { language, path in
            TourDocument.Reference(kind: kind, path: path, mark: paths.marks[language])
        }
    }
}

extension TourDocument.Picture {
    fileprivate func reference(_ marks: Marks) -> TourDocument.Reference {
        switch self {
        case .panorama(let path): TourDocument.Reference(kind: .panorama, path: path, mark: marks["panorama"])
        case .photo(let photo): TourDocument.Reference(kind: .photo, path: photo.path, mark: photo.marks["path"])
        }
    }
}

private func reference(
    _ kind: TourDocument.Reference.Kind,
    _ path: String?,
    _ mark: SourceMark
) -> TourDocument.Reference? {
    path.map { TourDocument.Reference(kind: kind, path: $0, mark: mark) }
}
