internal import Foundation
internal import TourBundle

/// Why a unit can have no result: the fault is its pictures' own, and comes of every try. It lies in the store, and means nothing once a
/// result is there.
struct UnitFault: Codable, Equatable {
    static let formatVersion = 1

    var zeitreiseFault = Self.formatVersion
    var unit: Digest
    var place: String
    var epoch: String
    /// That were found to be at fault.
    var pictures: [BuildPlan.Picture]
    /// A line: file, what is wrong, what to do.
    var reason: String
    /// The version of the program that found it.
    var program: String
    /// The limits within which it was found.
    var memoryMib: Int
    var mostPixels: Int

    init(_ unit: BuildPlan.Unit, reason: String, program: String, settings: BuildPlan.Settings) {
        self.unit = unit.id
        (place, epoch, pictures) = (unit.place, unit.epoch, unit.pictures)
        (self.reason, self.program) = (reason, program)
        (memoryMib, mostPixels) = (settings.memoryMib, settings.mostPixels)
    }

    /// Whether the same would be found now: another version, or other limits, may do better.
    func holds(for program: String, _ settings: BuildPlan.Settings) -> Bool {
        (self.program, memoryMib, mostPixels) == (program, settings.memoryMib, settings.mostPixels)
    }

    /// What `encoded` made, of this unit; nil for anything else.
    init?(_ json: [UInt8], of unit: Digest) {
        guard let fault = try? ManifestJSON.decode(Self.self, from: json),
            fault.zeitreiseFault == Self.formatVersion, fault.unit == unit
        else { return nil }
        self = fault
    }

    func encoded() throws -> [UInt8] { try ManifestJSON.encode(self) }
}
