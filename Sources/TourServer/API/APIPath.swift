/// An address of live state, read by syntax alone.
enum APIPath: Equatable {
    case contract
    case events
    case clock
    case headsets
    /// Ids are as in the address; what is none of ours names no headset.
    case headset(id: String)
    case report(id: String)
    case claim(id: String)
    case session
    case sessions
    case commands
    case driveReport(isCSV: Bool)
    case seats
    case handovers
    case checks

    /// `nil` for any other address; a query is ignored.
    init?(target: String) {
        let path = target.prefix { $0 != "?" }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard target.utf8.count <= Resource.longestTarget, parts.prefix(2) == ["api", "v1"] else { return nil }
        self.init(segments: Array(parts.dropFirst(2)))
    }

    private init?(segments: [Substring]) {
        switch segments.count {
        case 1:
            guard let path = Self.single[segments[0]] else { return nil }
            self = path
        case 2 where segments[0] == "guide":
            guard let path = Self.guide[segments[1]] else { return nil }
            self = path
        case 2 where segments[0] == "headsets": self = .headset(id: String(segments[1]))
        case 3 where segments[0] == "headsets":
            switch segments[2] {
            case "report": self = .report(id: String(segments[1]))
            case "claim": self = .claim(id: String(segments[1]))
            default: return nil
            }
        default: return nil
        }
    }

    private static let single: [Substring: Self] = [
        "openapi.json": .contract, "events": .events, "clock": .clock, "headsets": .headsets,
    ]
    private static let guide: [Substring: Self] = [
        "session": .session, "sessions": .sessions, "commands": .commands, "seats": .seats, "handovers": .handovers,
        "checks": .checks, "report": .driveReport(isCSV: false), "report.csv": .driveReport(isCSV: true),
    ]

    /// As `Allow` has it.
    var methods: String {
        switch self {
        case .contract, .events, .seats, .handovers, .driveReport: "GET, HEAD"
        case .clock, .report, .claim, .commands: "POST"
        case .headset, .sessions: "DELETE"
        case .checks: "GET, HEAD, POST"
        case .headsets: "GET, HEAD, POST"
        case .session: "GET, HEAD, POST, DELETE"
        }
    }
}
