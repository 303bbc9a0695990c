/// One thing looked at before departure.
package struct DoctorCheck: Sendable, Equatable, Encodable {
    package enum Level: String, Sendable, Encodable {
        case good
        /// The bus may leave; somebody has to see to it.
        case warning
        /// The bus should not leave.
        case fault
    }

    /// What was looked at: `bundle`, `release`, `certificate`, `gps`, `disk`, `clock`, `server`, `headsets`.
    package let subject: String
    package let level: Level
    /// What was found, for programs and translators: `bundle_whole`.
    package let code: String
    /// What its words have to be filled with.
    package let values: [String: String]
    /// What was found, in a few words.
    package let fact: String
    /// What to do; nil where nothing is to be done.
    package let advice: String?

    package static func good(_ subject: String, _ fact: String, code: String, _ values: [String: String] = [:]) -> Self
    {
        Self(subject: subject, level: .good, code: code, values: values, fact: fact, advice: nil)
    }

    package static func warning(
        _ subject: String,
        _ fact: String,
        _ advice: String,
        code: String,
        _ values: [String: String] = [:]
    ) -> Self {
        Self(subject: subject, level: .warning, code: code, values: values, fact: fact, advice: advice)
    }

    package static func fault(
        _ subject: String,
        _ fact: String,
        _ advice: String,
        code: String,
        _ values: [String: String] = [:]
    ) -> Self {
        Self(subject: subject, level: .fault, code: code, values: values, fact: fact, advice: advice)
    }
}
