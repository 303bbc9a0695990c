extension Character {
    /// Whether a terminal could act on it instead of showing it; line ends and tabs are among them.
    var isControl: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } }
}
