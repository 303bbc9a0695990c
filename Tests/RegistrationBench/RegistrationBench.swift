import Foundation
import Panorama
import TestSupport

/// How well old pictures are placed whose pose is known: lines of JSON for `Tools/bench/registration`.
///
/// Usage: registration-bench [SEED [TRIALS]]
@main
struct RegistrationBench {
    static func main() throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
        let bench = RegistrationBench(seed: numbers.first ?? 1, trials: Int(numbers.dropFirst().first ?? 100))
        try bench.run("plain") { try $0.run(PhotoTrial(&$1, noise: 1.5)) }
        try bench.run("anywhere") { try $0.run(PhotoTrial(&$1, noise: 1.5, spread: .anywhere)) }
        try bench.run("careless") { try $0.run(PhotoTrial(&$1, noise: 3)) }
        try bench.run("outlier") { study, random in
            var trial = PhotoTrial(&random, noise: 1.5)
            trial.misplaceOne(by: 200, &random)
            try study.run(trial)
        }
        try bench.run("shift") { try $0.run(PhotoTrial(&$1, lens: .shifted, noise: 1.5), .shift) }
        try bench.run("shift, edges") {
            try $0.run(PhotoTrial(&$1, lens: .shifted, noise: 1.5, spread: .edges), .shift)
        }
        try bench.run("shift, distortion") {
            try $0.run(PhotoTrial(&$1, lens: .shiftedAndBent, noise: 1.5), [.shift, .distortion])
        }
        try bench.run("parallax") { study, random in
            let scene = Scene.street(&random)
            try study.run(PhotoTrial(&random, noise: 1.5, scene: scene))
        }
        try bench.run("cylinder") { try $0.runCylinder(&$1) }
        try bench.run("panorama") { try $0.runPanorama(&$1) }
    }

    let seed: UInt64
    let trials: Int

    /// The same trials whatever else is run.
    private func run(_ name: String, _ trial: (inout Study, inout SplitMix64) throws -> Void) throws {
        var study = Study(name)
        for index in 0..<trials {
            var random = SplitMix64(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(index) &* 0xD1B5_4A32_D192_ED03)
            for letter in name.utf8 { random.state ^= UInt64(letter) &* random.next() }
            try trial(&study, &random)
        }
        study.close()
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = .sortedKeys
        print(String(decoding: try encoder.encode(study), as: UTF8.self))
    }
}
