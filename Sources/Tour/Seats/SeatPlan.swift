/// How a bus is seated, row by row from the front, each row from left to right as one looks forwards.
package struct SeatPlan: Sendable, Equatable {
    package enum Cell: Sendable, Equatable {
        case seat(String)
        case aisle
        case door
        case driver
        case toilet
        case nothing
    }

    /// What the bus is called.
    package let bus: String?
    /// All of the same length.
    package let rows: [[Cell]]
    /// Seats on which nobody sits with a headset.
    package let blocked: Set<String>

    package init(bus: String?, rows: [[Cell]], blocked: Set<String>) {
        (self.bus, self.rows, self.blocked) = (bus, rows, blocked)
    }

    /// Those that may be taken, from the front to the back.
    package var usable: [String] {
        rows.joined().compactMap { cell in
            if case .seat(let name) = cell, !blocked.contains(name) { name } else { nil }
        }
    }
}

extension SeatPlan {
    /// A plan from the operator's file, as Tours/SEATS.md has it.
    ///
    /// - Throws: all findings, at least one.
    package static func read(path: String) throws(TourError) -> SeatPlan {
        let bytes = try readFile(
            path,
            atMost: largestFile,
            ifMissing: "write the bus's plan of seats as Tours/SEATS.md shows",
            ifTooLarge: "a plan of seats is a few lines; name the right file"
        )
        return try SeatPlan(yaml: bytes, file: path)
    }

    private static let largestFile = 1 << 20
}
