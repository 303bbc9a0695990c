import Testing
import Tour

/// Each mistake is made in the page's full example; what is said about it stands here in full.
struct MistakeTests {
    @Test(arguments: Mistake.all)
    func `says where it stands, what is wrong and what to do`(_ mistake: Mistake) throws {
        let yaml = try mistake.applied(to: FormatPage.full())
        let line = try #require(mark(of: mistake.line, in: yaml)).line
        let findings = findings(in: yaml)
        #expect(findings.map(\.code) == [mistake.code])
        #expect(findings.map(\.description) == ["tour.yaml:\(line): \(mistake.message); \(mistake.advice)"])
    }
}
