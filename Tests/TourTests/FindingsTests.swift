import Testing
import Tour

struct FindingsTests {
    @Test func `all mistakes are told at once, in the order of their lines`() throws {
        let mistakes = [
            ("id: old-town", "id: Old Town", TourFinding.Code.badID),
            ("[de, en]", "[de, en, de]", .duplicateLanguage),
            ("id: castle", "id: castle\n    weather: rain", .unknownKey),
            ("lead_m: 120", "lead_m: -1", .outOfRange),
            ("comfort: slow", "comfort: fast", .unknownValue),
            ("          on: today", "          on: now", .unknownEpoch),
            ("pitch_deg: 2.25", "pitch_deg: high", .wrongType),
            ("from: 1180", "from: 1280", .wrongOrder),
            ("id: roman-camp", "id: castle", .duplicateID),
        ]
        let yaml = try mistakes.reduce(FormatPage.full()) { yaml, mistake in
            let range = try #require(yaml.firstRange(of: mistake.0))
            return yaml.replacingCharacters(in: range, with: mistake.1)
        }
        let findings = findings(in: yaml)
        #expect(findings.map(\.code) == mistakes.map(\.2))
        let lines = findings.compactMap(\.mark?.line)
        #expect(lines == lines.sorted())
    }

    @Test func `a misspelt key is one mistake, not a missing one as well`() {
        let findings = findings(in: "zeitreise: 1\nid: a\ntitel: {de: A}\nlanguage: [de]\nplace: []\n")
        #expect(findings.map(\.advice) == ["`title`", "`languages`", "`places`"].map { "did you mean \($0)?" })
    }

    @Test func `a newer format is not judged by the rules of this one`() {
        #expect(findings(in: "zeitreise: 2\nfuture: yes\n").map(\.code) == [.wrongVersion])
    }

    @Test func `no file can fill the memory with findings`() {
        let yaml = (0..<5000).map { "key\($0): 1\n" }.joined()
        #expect(findings(in: yaml).count == 1000)
    }

    @Test func `an error prints one line for each finding`() throws {
        let error = #expect(throws: TourError.self) { try read("zeitreise: 1\nid: B\nroute: /\n", file: "a/b.yaml") }
        let lines = try #require(error).description.split(separator: "\n")
        #expect(lines.count == error?.findings.count)
        #expect(lines.allSatisfy { $0.hasPrefix("a/b.yaml:") && $0.contains("; ") })
    }

    @Test func `what is not an error is called by its level`() {
        let warning = TourFinding(code: .smallPhoto, file: "a", mark: nil, message: "m", advice: "d")
        #expect("\(warning)" == "a: warning: m; d")
    }

    @Test func `every code is shown by a test and explained by the page`() throws {
        let mistakes = Mistake.all
        let others: [TourFinding.Code] = [.unreadable, .fileTooLarge, .emptyFile, .missingFile]
        // Headers of files: Tests/Commands.
        let ofFiles: [TourFinding.Code] = [
            .badPicture, .smallPhoto, .largePhoto, .badStereo, .swappedEyes, .badSound, .unknownDuration, .unusedFile,
            .badMap, .mapElsewhere, .unknownReference,
        ]
        let ofAlignment: [TourFinding.Code] = [
            .pointOutside, .repeatedPoint, .collinearPoints, .mirroredPhoto, .doubtfulPoint, .fewPoints, .unknownLens,
            .parallax,
        ]
        let shown =
            mistakes.map(\.code) + DriveMistake.all.map(\.code) + BadGeometry.all.map(\.code) + others + ofFiles
            + ofAlignment
        #expect(Set(shown) == Set(TourFinding.Code.allCases))
        let page = try FormatPage.text()
        for code in TourFinding.Code.allCases {
            #expect(page.contains("\n| `\(code.rawValue)` | \(code.level.rawValue) | \(code.meaning) |\n"))
        }
    }
}
