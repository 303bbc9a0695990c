import ArgumentParser
import TileBuilder
import Tour

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Says everything that is wrong or doubtful in a tour, before anything is built.",
        discussion: """
            Looks at the tour's text, at the route and the places on it, at which files are there and which nothing names, \
            and at pictures and sounds. Pictures of up to 40 megapixels are decoded to their end, of larger ones and of \
            sounds the headers are read; what is damaged beyond them, 'build' finds. Nothing is written.

            Each finding is a line FILE:LINE: what is wrong; what to do [code]. --codes lists all codes with their meaning, \
            as Tours/FORMAT.md does. Warnings and notes are named as such. Exit status: 65 where there is an error, else 0.

            Examples:
              zeitreise check Tours/kaiserslautern
              zeitreise check Tours/kaiserslautern/tour.yaml --json
              zeitreise check Tours/kaiserslautern --face-size 4096
              zeitreise check --codes
            """
    )

    @Argument(help: "A tour.yaml, or the folder it lies in.")
    var tour: String?

    @OptionGroup var faces: FaceOptions
    @OptionGroup var limits: LimitOptions

    @Flag(help: "The findings as JSON on standard output.")
    var json = false

    @Flag(help: "What can be found: a line for each code, with its level and meaning.")
    var codes = false

    func validate() throws {
        guard codes || tour != nil else { throw ValidationError("name a tour: a tour.yaml, or the folder it lies in") }
    }

    func run() throws {
        guard let tour, !codes else { return try writeCodes() }
        let findings = checkTour(path: tour, mostPixels: limits.mostPixels, faceSize: faces.faceSize)
        if json {
            try Terminal.writeJSON(findings.map(Entry.init))
        } else {
            for finding in findings { Terminal.writeError("zeitreise: \(finding) [\(finding.code.rawValue)]\n") }
        }
        let hasErrors = findings.contains { $0.level == .error }
        if !json, !hasErrors { try Terminal.writeResult("\(tour): \(summary(findings))") }
        guard !hasErrors else { throw ExitStatus.badInput.code }
    }

    private func summary(_ findings: [TourFinding]) -> String {
        let counts = [TourFinding.Level.warning, .note].compactMap { level -> String? in
            let count = findings.count { $0.level == level }
            return count == 0 ? nil : counted(count, level.rawValue)
        }
        return counts.isEmpty ? "nothing wrong" : "no errors, \(counts.joined(separator: " and "))"
    }

    private func writeCodes() throws {
        if json { return try Terminal.writeJSON(TourFinding.Code.allCases.map(Meaning.init)) }
        let widths = (
            code: TourFinding.Code.allCases.map(\.rawValue.count).max() ?? 0,
            level: TourFinding.Level.allCases.map(\.rawValue.count).max() ?? 0
        )
        for code in TourFinding.Code.allCases {
            let columns = [(code.rawValue, widths.code), (code.level.rawValue, widths.level)].map { text, width in
                text + String(repeating: " ", count: width - text.count + 2)
            }
            try Terminal.writeResult(columns.joined() + code.meaning)
        }
    }

    private struct Meaning: Encodable {
        var code: String
        var level: String
        var meaning: String

        init(_ code: TourFinding.Code) {
            self.code = code.rawValue
            level = code.level.rawValue
            meaning = code.meaning
        }
    }

    private struct Entry: Encodable {
        var code: String
        /// `error`, `warning` or `note`.
        var level: String
        var file: String
        var line: Int?
        var column: Int?
        var message: String
        var advice: String

        init(_ finding: TourFinding) {
            code = finding.code.rawValue
            level = finding.level.rawValue
            file = finding.file
            line = finding.mark?.line
            column = finding.mark?.column
            message = finding.message
            advice = finding.advice
        }
    }
}
