import ArgumentParser
import Foundation
import TileBuilder
import Tour
import TourBundle

extension BuildCommand {
    /// Writes the plan to the file that `--plan` names.
    @concurrent func writePlan(_ path: String) async throws {
        try BuildPlan.checkPlace(path)
        let store = try cluster.store.map { address throws(ClusterError) in try ResultStore(address) }
        let done = try await store?.units()
        let bar = ProgressBar(isQuiet: options.quiet)
        defer { bar.finish() }
        let builder = try TourBuilder(tour: tour, settings: settings)
        let planning = try builder.plan(memory: path, done: done) { bar.show($0) }
        bar.finish()
        for note in planning.notes { Terminal.writeError("zeitreise: \(note)\n") }
        try Task.checkCancellation()
        try writeText(try Terminal.json(planning.plan) + "\n", to: path)
        let summary = PlanSummary(planning, path: path)
        if options.json { try Terminal.writeJSON(summary) } else { try Terminal.writeResult(summary.line) }
        guard !planning.poisoned.isEmpty else { return }
        if !options.json { for line in summary.faultLines { Terminal.writeError("zeitreise: \(line)\n") } }
        throw ExitStatus.badInput.code
    }

    /// Tiles one unit, unless its result is there.
    @concurrent func runUnit(_ name: String, into address: String) async throws -> UnitOutcome {
        let bar = ProgressBar(isQuiet: options.quiet)
        defer { bar.finish() }
        let plan = try readPlan(cluster.plan)
        let unit = try plan.unit(name)
        let tiled = try await plan.tile(
            unit,
            of: tour,
            into: ResultStore(address),
            program: Zeitreise.configuration.version
        ) {
            bar.show($0)
        }
        return UnitOutcome(unit: unit.id, name: unit.name, tiled: tiled)
    }

    func report(_ outcome: UnitOutcome) throws {
        if options.json { try Terminal.writeJSON(outcome) } else { try Terminal.writeResult(outcome.line) }
    }

    /// Makes the bundle of what is in the store.
    @concurrent func collect(from address: String) async throws -> (BuildReport, path: String) {
        let store = try ResultStore(address)
        let plan = try cluster.plan.map(givenPlan)
        let builder = try TourBuilder(tour: tour, settings: plan?.settings.tileSettings(cores: 1) ?? settings)
        let path = output ?? "\(builder.document.id).ztour"
        let bar = ProgressBar(isQuiet: options.quiet)
        defer { bar.finish() }
        do {
            let program = Zeitreise.configuration.version
            return (try await builder.collect(store, plan: plan, program: program, to: path) { bar.show($0) }, path)
        } catch ClusterError.incomplete(let left) where options.json {
            bar.finish()
            try Terminal.writeJSON(left)
            throw ExitStatus(ClusterError.incomplete(left)).code
        }
    }

    /// That of `--plan`.
    ///
    /// - Throws: `ClusterError`; `ValidationError` where settings are given that are not the plan's.
    private func givenPlan(_ path: String) throws -> BuildPlan {
        let plan = try BuildPlan(path: path)
        let ours = BuildPlan.Settings(settings)
        guard try ours == plan.settings || ours == BuildPlan.Settings(Self.parse([tour]).settings) else {
            throw ValidationError("\(path): has settings of its own; leave yours out, or plan again with them")
        }
        return plan
    }

    /// That of `--plan`, or one made now.
    private func readPlan(_ path: String?) throws -> BuildPlan {
        if let path { return try givenPlan(path) }
        return try TourBuilder(tour: tour, settings: settings).plan(memory: nil, done: nil) { _ in }.plan
    }
}

struct UnitOutcome: Encodable {
    var unit: Digest
    var name: String
    /// Whether it was tiled now, or its result was there.
    var tiled: Bool

    var line: String { "\(name): \(tiled ? "tiled" : "there already")" }
}

private struct PlanSummary: Encodable {
    var output: String
    var units: Int
    /// In the store; nil where none was named.
    var done: Int?
    var gigapixels: Double
    /// Of one core, as expected.
    var coreSeconds: Int
    /// Panoramas without a unit.
    var poisoned: [PoisonedPanorama]

    init(_ planning: Planning, path: String) {
        let plan = planning.plan
        (output, poisoned) = (path, planning.poisoned)
        units = plan.units.count
        let states = plan.units.compactMap(\.done)
        done = states.isEmpty ? nil : states.count(where: \.self)
        gigapixels = Double(plan.units.map(\.pixels).reduce(0, +)) / 1e9
        coreSeconds = Int(plan.units.map { Double($0.cores) * $0.expectedSeconds }.reduce(0, +).rounded(.up))
    }

    var line: String {
        let size = String(format: "%.2f", gigapixels)
        let known = done.map { ", \($0) done" } ?? ""
        return "\(output): \(counted(units, "unit"))\(known), \(size) gigapixels, some \(coreSeconds) s of one core"
    }

    /// What is wrong, each once, and what becomes of it.
    var faultLines: [String] {
        var seen: Set<String> = []
        return poisoned.map(\.reason).filter { seen.insert($0).inserted } + [
            "\(output): \(counted(poisoned.count, "panorama")) not in the plan, named above; mend the pictures and plan again: the other "
                + "units can be run meanwhile"
        ]
    }
}
