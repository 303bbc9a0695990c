/// One thing looked at before departure.
package struct DoctorCheck: Sendable, Equatable, Encodable {
    package enum Level: String, Sendable, Encodable {
        case good
        /// The bus may leave; somebody has to see to it.
        case warning
        /// The bus should not leave.
        case fault
    }

    /// What was looked at: `bundle`, `certificate`, `gps`, `disk`, `clock`, `server`, `headsets`.
    package let subject: String
    package let level: Level
    /// What was found, in a few words.
    package let fact: String
    /// What to do; nil where nothing is to be done.
    package let advice: String?

    package static func good(_ subject: String, _ fact: String) -> Self {
        Self(subject: subject, level: .good, fact: fact, advice: nil)
    }

    package static func warning(_ subject: String, _ fact: String, _ advice: String) -> Self {
        Self(subject: subject, level: .warning, fact: fact, advice: advice)
    }

    package static func fault(_ subject: String, _ fact: String, _ advice: String) -> Self {
        Self(subject: subject, level: .fault, fact: fact, advice: advice)
    }
}
