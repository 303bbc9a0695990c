/// What came of reading a tour's document: all that is wrong in it, and what it names whether something is wrong or not.
package struct TourReading: Sendable {
    /// The document's path.
    package let file: String
    /// `nil` where there are findings.
    package let document: TourDocument?
    /// In the order of their lines.
    package let findings: [TourFinding]
    /// The files whose paths could be read, in the order of their lines.
    package let references: [TourDocument.Reference]

    /// Reads a document from its bytes.
    ///
    /// - Parameters:
    ///   - bytes: the file's content, UTF-8.
    ///   - file: the file's path, for findings and for the files that the document names.
    ///   - place: the id of the only place to be read; nil for all.
    package init(yaml bytes: [UInt8], file: String, place: String? = nil) {
        let context = ReadingContext(file: file, place: place)
        let root = context.decode(bytes).flatMap(context.compose)
        let document = root.flatMap { root in
            ValueReader.mapping("tour", TourDocument.init).read(
                ValueNode(node: root, label: "the file", mark: SourceMark(root), context: context)
            )
        }
        self.init(context, document)
    }

    private init(_ context: ReadingContext, _ document: TourDocument?) {
        file = context.file
        findings = context.sortedFindings
        references = context.sortedReferences
        var document = findings.isEmpty ? document : nil
        document?.references = references
        self.document = document
    }

    init(file: String, _ error: TourError) {
        self.file = file
        document = nil
        findings = error.findings
        references = []
    }

    /// - Throws: all findings, where there are any.
    package func get() throws(TourError) -> TourDocument {
        guard let document else { throw TourError(findings: findings) }
        return document
    }
}

extension TourDocument {
    /// Reads a document from its bytes, as ``TourReading`` does.
    ///
    /// - Throws: all findings, at least one.
    package init(yaml bytes: [UInt8], file: String) throws(TourError) {
        self = try TourReading(yaml: bytes, file: file).get()
    }
}
