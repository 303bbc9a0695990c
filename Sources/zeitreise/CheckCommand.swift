import ArgumentParser
import TileBuilder
import Tour

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Says what is wrong in a tour document, and which of its files are missing.",
        discussion: """
            The pictures themselves are looked at by `inspect` and `build`.

            Each finding is a line FILE:LINE: what is wrong; what to do. The codes are explained in Tours/FORMAT.md.

            Examples:
              zeitreise check Tours/kaiserslautern
              zeitreise check Tours/kaiserslautern/tour.yaml --json
            """
    )

    @Argument(help: "A tour.yaml, or the folder it lies in.")
    var tour: String

    @Flag(help: "The findings as JSON on standard output.")
    var json = false

    func run() throws {
        let findings = findings(in: tour)
        if json {
            try Terminal.writeJSON(findings.map(Entry.init))
        } else if findings.isEmpty {
            try Terminal.writeResult("\(tour): nothing wrong")
        }
        guard findings.isEmpty else { throw json ? ExitStatus.badInput.code : TourError(findings: findings) }
    }

    private func findings(in path: String) -> [TourFinding] {
        do {
            let document = try TourDocument.read(path: path)
            return document.missingFiles(fileExists: isFile)
        } catch {
            return error.findings
        }
    }

    private struct Entry: Encodable {
        var code: String
        var file: String
        var line: Int?
        var column: Int?
        var message: String
        var advice: String

        init(_ finding: TourFinding) {
            code = finding.code.rawValue
            file = finding.file
            line = finding.mark?.line
            column = finding.mark?.column
            message = finding.message
            advice = finding.advice
        }
    }
}
