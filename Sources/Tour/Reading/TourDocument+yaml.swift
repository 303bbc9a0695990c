extension TourDocument {
    /// Reads a document from its bytes.
    ///
    /// - Parameters:
    ///   - bytes: the file's content, UTF-8.
    ///   - file: the file's path, for findings and for the files that the document names.
    /// - Throws: all findings, at least one.
    package init(yaml bytes: [UInt8], file: String) throws(TourError) {
        let context = ReadingContext(file: file)
        let root = context.decode(bytes).flatMap(context.compose)
        let document = root.flatMap { root in
            ValueReader.mapping("tour", Self.init).read(
                ValueNode(node: root, label: "the file", mark: SourceMark(root), context: context)
            )
        }
        let findings = context.sortedFindings
        guard let document, findings.isEmpty else { throw TourError(findings: findings) }
        self = document
    }

    private init?(_ mapping: inout MappingReader) {
        let version = mapping.required("zeitreise", .formatVersion)
        if version == nil, mapping.keys.contains("zeitreise") {
            // What another format has to be is not known here.
            mapping.abandon()
            return nil
        }
        let languages = mapping.required("languages", .languages)
        mapping.context.languages = languages
        let id = mapping.required("id", .identifier)
        let title = mapping.required("title", .title)
        let route = mapping.optional("route", .path)
        let map = mapping.optional("map", .path)
        let places = mapping.required("places", ListReader.nonEmpty.each(.mapping("place", Place.init)))
        guard let languages, let id, let title, let places else { return nil }
        self.init(
            file: mapping.context.file,
            id: id,
            title: title,
            languages: languages,
            route: route,
            map: map,
            places: places,
            marks: mapping.marks
        )
    }
}

extension ValueReader<Int> {
    fileprivate static var formatVersion: Self {
        let newest = TourDocument.formatVersion
        return Self(
            wanted: "the version of the format, \(newest)",
            advice: "write `zeitreise: \(newest)`",
            parse: { $0.plain.flatMap { Int($0) } }
        )
        .converting(
            .wrongVersion,
            "a format that this program does not know",
            advice: { version in
                version > newest
                    ? "this program reads up to \(newest): update it"
                    : "write `zeitreise: \(newest)`"
            },
            by: { (1...newest).contains($0) ? $0 : nil }
        )
    }
}
