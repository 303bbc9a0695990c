/// What the parts of one reading share: the file's name, the tour's languages once known, and so far the findings
/// and the files that are named.
final class ReadingContext {
    /// Nobody reads more, and a hostile file could make as many as the memory holds.
    private static let mostFindings = 1000

    let file: String
    /// The id of the only place to be read; nil for all.
    let place: String?
    /// `nil` until they are read, and where they are wrong.
    var languages: [String]?
    /// What to do with an empty file.
    var beginning = "begin it with `zeitreise: 1`, as in Tours/FORMAT.md"
    private var findings: [TourFinding] = []
    private var references: [TourDocument.Reference] = []

    init(file: String, place: String? = nil) {
        self.file = file
        self.place = place
    }

    func report(_ code: TourFinding.Code, at mark: SourceMark?, _ message: String, advice: String) {
        guard findings.count < Self.mostFindings else { return }
        findings.append(TourFinding(code: code, file: file, mark: mark, message: message, advice: advice))
    }

    func note(_ kind: TourDocument.Reference.Kind, _ path: String, at mark: SourceMark) {
        references.append(TourDocument.Reference(kind: kind, path: path, mark: mark))
    }

    /// In the order of their lines.
    var sortedReferences: [TourDocument.Reference] { references.sorted { $0.mark < $1.mark } }

    /// In the order of their lines.
    var sortedFindings: [TourFinding] { findings.sorted(startingWith: file) }

    /// Reports each id that an earlier item of the same list has already.
    func refuseDuplicates(_ ids: [ValueNode]) {
        var first: [String: ValueNode] = [:]
        for id in ids {
            guard let text = id.text, let earlier = first.updateValue(first[text] ?? id, forKey: text) else { continue }
            id.report(
                .duplicateID,
                "the id '\(abridged(text))' is taken already, in line \(earlier.mark.line)",
                advice: "give each an id of its own"
            )
        }
    }
}
