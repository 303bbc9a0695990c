package import TourBundle

/// The units that keep a bundle from being put together, each once.
package struct UnitsLeft: Sendable, Encodable, Equatable {
    package struct Unit: Sendable, Encodable, Equatable {
        package var unit: Digest
        /// As the tour names it.
        package var picture: String
    }

    package var store: String
    /// Have no result yet.
    package var toCome: [Unit] = []
    /// Had one that was not whole, and is removed.
    package var damaged: [Unit] = []
    /// Can have none.
    package var poisoned: [PoisonedPanorama] = []

    var isEmpty: Bool { toCome.isEmpty && damaged.isEmpty && poisoned.isEmpty }

    /// Whether no unit that is run would bring the bundle nearer.
    package var isStuck: Bool { toCome.isEmpty && damaged.isEmpty }
}

extension UnitsLeft: CustomStringConvertible {
    /// A line for each unit that wants something of a person, and one for all that have only to be run.
    package var description: String {
        (Self.some(mend) + mendAdvice + Self.some(again) + run).joined(separator: "\n")
    }

    /// Equal pictures are one unit, and its fault is told once.
    private var mend: [String] {
        var seen: Set<String> = []
        return poisoned.map { panorama in (panorama.unit.map { "unit \($0): " } ?? "") + panorama.reason }
            .filter { seen.insert($0).inserted }
    }

    private var mendAdvice: [String] {
        let panoramas = poisoned.count == 1 ? "1 panorama" : "\(poisoned.count) panoramas"
        return poisoned.isEmpty
            ? [] : ["\(store): \(panoramas) at fault, named above; mend the pictures, plan again and run their units"]
    }

    private var again: [String] {
        damaged.map { "\($0.picture): its result in \(store) was damaged and is removed; run its unit again" }
    }

    private var run: [String] {
        guard !toCome.isEmpty else { return [] }
        let units = toCome.count == 1 ? "1 unit" : "\(toCome.count) units"
        let names = toCome.prefix(5).map(\.picture) + (toCome.count > 5 ? ["…"] : [])
        return ["\(store): \(units) still to come (\(names.joined(separator: ", "))); run them, and collect again"]
    }

    /// As many lines as are read.
    private static func some(_ lines: [String]) -> [String] {
        lines.count <= 20 ? lines : lines.prefix(20) + ["\(lines.count - 20) more units likewise; --json names all"]
    }
}
