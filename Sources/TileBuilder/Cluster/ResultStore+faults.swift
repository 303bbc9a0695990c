internal import Foundation
internal import TourBundle

extension ResultStore {
    /// Of a unit's fault, below the store.
    private static func path(ofFault unit: Digest) -> String { "faults/\(unit.hex.prefix(2))/\(unit).json" }

    /// Leaves word why a unit has no result.
    ///
    /// - Throws: `ClusterError.store`, as all others here.
    func put(_ fault: UnitFault) async throws {
        // Another process may find the same fault at the same time.
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("zeitreise-\(fault.unit)-\(ProcessInfo.processInfo.processIdentifier).json")
        defer { try? FileManager.default.removeItem(at: scratch) }
        do {
            try Data(try fault.encoded()).write(to: scratch)
        } catch {
            throw ClusterError.store(path: scratch.path, reason: error.localizedDescription)
        }
        try await put(scratch.path, at: Self.path(ofFault: fault.unit))
    }

    /// The units of which a fault was told, whether they have a result by now or not.
    func faultyUnits() async throws -> Set<Digest> { try await units(below: "faults", ending: ".json") }

    /// Nil where none is there, or it is not as it was written.
    func fault(of unit: Digest) async throws -> UnitFault? {
        let path = Self.path(ofFault: unit)
        switch self {
        case .folder(let folder):
            let json = try? Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)"))
            return json.flatMap { UnitFault(Array($0), of: unit) }
        case .bucket(let bucket): return UnitFault(try await bucket.bytes(path), of: unit)
        }
    }
}
