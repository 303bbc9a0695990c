/// As what a level keeps its rows for those who read them.
package struct KeptRows: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    package static let pixels = Self(rawValue: 1)
    /// Luma and colour differences, each in quarters of a turn (`YCbCrRows`).
    package static let planes = Self(rawValue: 2)
}
