/// A language tag of a tour (BCP 47), as far as a voice has to know it.
package struct Language: Sendable, Hashable {
    package let tag: String

    package init(tag: String) {
        self.tag = tag
    }

    /// In lower case: `de` of `de-x-leicht`.
    var primary: String { subtags.first ?? "" }

    /// Easy language, for people who read with effort: spoken slower, with longer pauses. `de-x-leicht`, `en-x-easy`, and
    /// the registered variant `de-simple`.
    package var isEasy: Bool { !subtags.dropFirst().allSatisfy { !["leicht", "easy", "simple"].contains($0) } }

    /// What a voice may be called by, the nearest first: `de-at`, `de` of `de-AT-x-leicht`.
    package var candidates: [String] {
        let own = subtags.prefix { $0 != "x" }
        return (1...max(1, own.count)).reversed().map { own.prefix($0).joined(separator: "-") }
    }

    /// Whether "12." is read as "the twelfth".
    var hasOrdinalsWithStop: Bool { Self.withOrdinals.contains(primary) }

    /// Whether spaces part its words; without them there is nothing by which captions could be broken.
    var hasSpaces: Bool { !Self.withoutSpaces.contains(primary) }

    private var subtags: [String] { tag.lowercased().split(separator: "-").map(String.init) }

    private static let withOrdinals: Set = [
        "bs", "cs", "da", "de", "et", "fi", "fo", "hr", "hsb", "hu", "is", "lb", "lv", "nb", "nds", "nn", "no", "pl",
        "sk", "sl", "sr",
        "tr",
    ]
    private static let withoutSpaces: Set = ["bo", "cmn", "dz", "ja", "km", "lo", "my", "th", "wuu", "yue", "zh"]
}
