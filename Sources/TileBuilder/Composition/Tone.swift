package import Resampling

/// What becomes of the panorama around pictures that are laid over it.
package enum Tone: String, Sendable, CaseIterable {
    case keep
    /// Most of its colour and half of its brightness are taken away, so that it steps back.
    case fade
    /// Of one warm colour, from brown to cream, as old prints are.
    case sepia
    /// Plain warm ground in its place.
    case paper
}

extension Tone {
    /// As linear light; nil where nothing changes.
    package var map: LightMap? {
        switch self {
        case .keep: nil
        case .fade: .grey(keeping: 0.25, from: .zero, to: SIMD3(repeating: 0.34))
        case .sepia: .grey(keeping: 0, from: SIMD3(0.022, 0.014, 0.008), to: SIMD3(0.86, 0.72, 0.50))
        case .paper: LightMap(red: .zero, green: .zero, blue: .zero, offset: Self.ground)
        }
    }

    /// The ground's light: of unbleached paper in a dim room, for it surrounds the whole view.
    package static let ground = SIMD3(0.42, 0.37, 0.3)
}

extension LightMap {
    /// Luminance (ITU-R BT.709's primaries) between two colours, with a share of the colour that was there.
    fileprivate static func grey(keeping share: Double, from dark: SIMD3<Double>, to bright: SIMD3<Double>) -> Self {
        let way = bright - dark
        func column(_ luminance: Double, _ own: SIMD3<Double>) -> SIMD3<Double> {
            way * (share * own + (1 - share) * luminance)
        }
        return LightMap(
            red: column(0.2126, [1, 0, 0]),
            green: column(0.7152, [0, 1, 0]),
            blue: column(0.0722, [0, 0, 1]),
            offset: dark
        )
    }
}
