/// The sentences of a paragraph, in their order; joined by spaces they are the paragraph again.
///
/// Where it is not clear whether a full stop ends a sentence ("12. Jahrhundert", "Dr. Müller"), it does not: two sentences in one
/// are spoken as two all the same, and one in two is not spoken as one.
package func sentences(of paragraph: String, language: Language) -> [String] {
    let words = paragraph.split(separator: " ")
    var sentences: [String] = []
    var start = 0
    for index in words.indices {
        let next = index + 1 < words.count ? words[index + 1] : nil
        // « Bonjour ! » Il part.
        let word = index > start && words[index].isClosing ? words[index - 1] : words[index]
        guard next.map({ !$0.isClosing && ends(word, before: $0, language) }) ?? true else { continue }
        let sentence = words[start...index].joined(separator: " ")
        start = index + 1
        // What has no word in it (a dash, three stars) is not spoken by itself.
        if sentence.contains(where: \.isSpoken) || sentences.isEmpty {
            sentences.append(sentence)
        } else {
            sentences[sentences.count - 1] += " " + sentence
        }
    }
    // The same where it comes first.
    if sentences.count > 1, !sentences[0].contains(where: \.isSpoken) {
        let first = sentences.removeFirst()
        sentences[0] = first + " " + sentences[0]
    }
    return sentences
}

extension Character {
    /// Whether a voice has something to say where this stands.
    var isSpoken: Bool { isLetter || isNumber }

    /// Quotation marks and brackets, of either side: which one opens is another matter in each language.
    fileprivate var isEnclosing: Bool { "()[]{}\"'„“”‚‘’«»‹›".contains(self) }
}

/// Whether a sentence ends with a word that another follows.
private func ends(_ word: Substring, before next: Substring, _ language: Language) -> Bool {
    let core = word.drop(while: \.isEnclosing).trimmingEnd(while: \.isEnclosing)
    guard let mark = core.last, "….!?‽".contains(mark) else { return false }
    // „Halt!“ rief er.
    if let first = next.first(where: \.isSpoken), first.isLowercase { return false }
    return mark != "." || !isAbbreviation(core, before: next, language)
}

/// - Parameter word: ends with a full stop, and has no quotation marks and brackets around it.
private func isAbbreviation(_ word: Substring, before next: Substring, _ language: Language) -> Bool {
    let stem = word.dropLast()
    let parts = stem.split(whereSeparator: { $0 == "." || $0.isWhitespace || $0 == "/" })
    guard let last = parts.last else { return false }
    // Initials, "z. B.", "U.S.", "a.m.".
    if parts.allSatisfy({ $0.allSatisfy(\.isLetter) && $0.count <= (parts.count == 1 ? 1 : 2) }) { return true }
    // "12. Jahrhundert", "12./13. Jahrhundert", "Ludwig XIV. baute"; a year has four digits.
    if language.hasOrdinalsWithStop {
        if last.count <= 3, last.allSatisfy(\.isNumber) { return true }
        if last.allSatisfy({ "IVXLCDM".contains($0) }) { return true }
    }
    let lowercased = stem.lowercased()
    return abbreviations.contains(lowercased)
        || abbreviationsOfNumbered.contains(lowercased) && next.first?.isNumber == true
}

/// Those that may stand before a word with a capital letter.
private let abbreviations: Set<String> = [
    // German
    "bes", "bzgl", "bzw", "ca", "chr", "dipl", "dr", "ehem", "evtl", "ev", "geb", "gest", "ggf", "hl", "hll", "ing",
    "inkl", "jh",
    "jhd", "jhdt", "kath", "mio", "mrd", "prof", "röm", "sog", "st", "std", "str", "tel", "urspr", "usf", "vgl", "zzgl",
    // English
    "approx", "ave", "bros", "capt", "cf", "co", "col", "etc", "ft", "gen", "gov", "jr", "lt", "messrs", "mr", "mrs",
    "ms", "mt",
    "rev", "sgt", "sr", "vs",
    // French, Italian, Spanish, Dutch
    "mme", "mlle", "sig", "sra", "ste", "mgr", "dhr", "mevr",
]

/// Those that a number follows: elsewhere they are words.
private let abbreviationsOfNumbered: Set<String> = [
    "abb", "abs", "art", "bd", "ch", "fig", "no", "nr", "num", "pp", "taf", "vol", "tab",
]

extension Substring {
    /// A quotation mark that stands by itself and ends what is said.
    fileprivate var isClosing: Bool { self == "»" || self == "”" }

    fileprivate func trimmingEnd(while isUnwanted: (Character) -> Bool) -> Substring {
        lastIndex { !isUnwanted($0) }.map { self[...$0] } ?? self[..<startIndex]
    }
}
