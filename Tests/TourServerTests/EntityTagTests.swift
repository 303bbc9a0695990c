import Testing
import TourServer

/// The comparisons are the table of RFC 9110, 8.8.3.2.
struct EntityTagTests {
    struct Comparison: Sendable {
        let one: EntityTag?
        let other: EntityTag?
        let strongly: Bool
        let weakly: Bool
    }

    static let comparisons = [
        Comparison(one: .init("1", isWeak: true), other: .init("1", isWeak: true), strongly: false, weakly: true),
        Comparison(one: .init("1", isWeak: true), other: .init("2", isWeak: true), strongly: false, weakly: false),
        Comparison(one: .init("1", isWeak: true), other: .init("1"), strongly: false, weakly: true),
        Comparison(one: .init("1"), other: .init("1"), strongly: true, weakly: true),
    ]

    @Test(arguments: comparisons)
    func `compares as the RFC's table says`(_ comparison: Comparison) throws {
        let one = try #require(comparison.one)
        let other = try #require(comparison.other)
        #expect(one.matchesStrongly(other) == comparison.strongly)
        #expect(other.matchesStrongly(one) == comparison.strongly)
        #expect(one.matchesWeakly(other) == comparison.weakly)
        #expect(other.matchesWeakly(one) == comparison.weakly)
    }

    @Test func `is written as in a header field`() {
        #expect(EntityTag("xyzzy")?.description == #""xyzzy""#)
        #expect(EntityTag("xyzzy", isWeak: true)?.description == #"W/"xyzzy""#)
        #expect(EntityTag("")?.description == #""""#)
    }

    @Test(arguments: ["a b", "a\"b", "a\tb", "\u{7F}"])
    func `refuses characters that no tag may hold`(_ text: String) {
        #expect(EntityTag(text) == nil)
    }
}

struct EntityTagConditionTests {
    @Test(arguments: ["*", " *\t"])
    func `reads the star`(_ value: String) {
        #expect(EntityTagCondition(value) == .any)
    }

    /// The first three are the examples of RFC 9110, 13.1.2; an opaque tag may hold a comma.
    @Test(arguments: [
        (#""xyzzy""#, ["xyzzy"], false), (#"W/"xyzzy""#, ["xyzzy"], true),
        (#""xyzzy", "r2d2xxxx", "c3piozzzz""#, ["xyzzy", "r2d2xxxx", "c3piozzzz"], false),
        (#""a,b","*" ,, "","#, ["a,b", "*", ""], false), (#", "a""#, ["a"], false), (#""é""#, ["é"], false),
    ])
    func `reads a list`(_ value: String, _ opaque: [String], _ isWeak: Bool) {
        #expect(EntityTagCondition(value) == .oneOf(opaque.compactMap { EntityTag($0, isWeak: isWeak) }))
    }

    @Test(arguments: [
        "", " ", ",", "xyzzy", #""xyzzy"#, #"xyzzy""#, #"w/"xyzzy""#, #"W/ "xyzzy""#, #""a" "b""#, #""a b""#, "**",
        "*, *",
        #"*, "a""#, #""a", *"#, #""a""b""#,
    ])
    func `refuses what is neither`(_ value: String) {
        #expect(EntityTagCondition(value) == nil)
    }

    @Test func `a weak tag counts for If-None-Match alone`() throws {
        let strong = try #require(EntityTag("1"))
        let weak = try #require(EntityTagCondition(#"W/"2", W/"1""#))
        #expect(weak.containsWeakly(strong))
        #expect(!weak.containsStrongly(strong))
        #expect(EntityTagCondition.any.containsStrongly(strong))
        #expect(EntityTagCondition.any.containsWeakly(strong))
    }
}
