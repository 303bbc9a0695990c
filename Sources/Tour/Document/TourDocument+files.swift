extension TourDocument {
    /// The path of a file that the document names, as seen from where the document's own path counts.
    package func resolve(_ path: String) -> String { resolved(path, from: file) }
}

extension TourReading {
    /// The path of a file that the document names, as seen from where the document's own path counts.
    package func resolve(_ path: String) -> String { resolved(path, from: file) }

    /// A finding for each file that is named but not there, whatever else is wrong; folders are not looked for.
    ///
    /// `fileExists` says whether there is a file at a resolved path.
    package func missingFiles(fileExists: (_ path: String) -> Bool) -> [TourFinding] {
        references.filter { $0.kind != .tiles && !fileExists(resolve($0.path)) }.map { reference in
            TourFinding(
                code: .missingFile,
                file: file,
                mark: reference.mark,
                message: "the \(reference.kind.rawValue) file '\(abridged(reference.path))' is not there",
                advice:
                    "put it at '\(resolve(reference.path))', or correct the path, which counts from this file's folder"
            )
        }
    }
}

private func resolved(_ path: String, from file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return path }
    return file[...slash] + path
}
