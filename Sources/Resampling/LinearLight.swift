/// Between deep samples in sRGB and linear light 0...32767, as everywhere where levels are mixed.
package enum LinearLight {
    package static let most = Int(TransferFunction.most)

    /// By deep sample, 0...16320.
    package static var ofDeepSample: [Int16] { TransferFunction.Deep.sRGB.linear }
    /// By linear light.
    package static var deepSample: [Int16] { TransferFunction.Deep.sRGB.encoded }
}
