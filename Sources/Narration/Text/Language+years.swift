extension Language {
    /// The text with its years as they are said: of "1848" a voice makes a number of things.
    ///
    /// That is done for the years 1100 to 1999 in German and English, of which only hundreds and the rest are told apart there. A number
    /// of things may stand in a script as "1.219" or "1,219", and is read as such.
    package func sayingYears(in text: String) -> String {
        guard let say = Self.years[primary] else { return text }
        return text.replacing(#/[0-9]+(?:[.,][0-9]+)*/#) { match in
            guard match.output.count == 4, let year = Int(match.output), 1100..<2000 ~= year else {
                return String(match.output)
            }
            return say(year / 100, year % 100)
        }
    }

    private static let years: [String: @Sendable (_ hundreds: Int, _ rest: Int) -> String] = [
        "de": { $1 == 0 ? "\($0) hundert" : "\($0) hundert \($1)" },
        "en": { $1 == 0 ? "\($0) hundred" : $1 < 10 ? "\($0) oh \($1)" : "\($0) \($1)" },
    ]
}
