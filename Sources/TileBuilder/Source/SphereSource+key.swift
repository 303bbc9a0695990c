internal import Foundation
package import Panorama
package import TourBundle

extension SphereSource {
    /// What its tiles depend on beside the settings, a line each (`Sources/TourBundle/FORMAT.md`).
    ///
    /// - Parameter digest: of a file's content.
    package func lines(_ digest: (_ path: String) throws -> Digest) rethrows -> [String] {
        switch self {
        case .panorama(let panorama):
            ["file \(try digest(panorama.path))"] + panorama.wish.lines + panorama.eyeLines
                + panorama.corrections.lines
        case .composite(let composite): try composite.lines(digest)
        }
    }
}

extension PlainPanorama {
    fileprivate var eyeLines: [String] {
        wish.stereo == .none ? [] : ["stereo \(wish.stereo.rawValue) \(eye.rawValue)"]
    }
}

extension ProjectionWish {
    fileprivate var lines: [String] {
        [
            kind.map { "projection \($0.rawValue)" }, fieldOfViewDeg.map { "field-of-view \(numbers([$0]))" },
            horizon.map { "horizon \(numbers([$0]))" },
        ].compactMap { $0 }
    }
}

extension Composite {
    fileprivate func lines(_ digest: (_ path: String) throws -> Digest) rethrows -> [String] {
        let below = try below.map { ["below"] + (try $0.lines(digest)) + ["end"] } ?? []
        return ["composite \(tone.rawValue)"] + below + (try layers.flatMap { try $0.lines(digest) })
    }
}

extension PictureLayer {
    fileprivate func lines(_ digest: (_ path: String) throws -> Digest) rethrows -> [String] {
        let (width, height) = projection.pictureSize
        return ["over \(try digest(path))", "part \(column) \(row) \(width) \(height)", projection.line]
            + corrections.lines
    }
}

extension SourceProjection {
    /// The same to a millionth of a degree, or of a texel: what is equal to that gives the same tiles.
    package var rounded: SourceProjection {
        switch self {
        case .cubemap: self
        case .equirectangular(let region): .equirectangular(region.rounded)
        case .cylindrical(let cylinder): .cylindrical(cylinder.rounded)
        case .rectilinear(let view): view.rounded.map(SourceProjection.rectilinear) ?? self
        }
    }

    fileprivate var line: String {
        switch self {
        case .equirectangular(let region):
            "equirectangular \(numbers([region.fullWidth, region.fullHeight, region.left, region.top] + region.pose.values))"
        case .cylindrical(let cylinder):
            "cylindrical \(numbers([cylinder.fullWidth, cylinder.left, cylinder.horizon] + cylinder.pose.values))"
        case .rectilinear(let view):
            if let plane = view.plane {
                "plane \(numbers([plane.x, plane.y, plane.w].flatMap { [$0.x, $0.y, $0.z] }))"
            } else {
                "rectilinear \(numbers(view.pose.values + view.lens.values))"
            }
        case .cubemap: "cubemap"
        }
    }
}

extension EquirectangularRegion {
    fileprivate var rounded: EquirectangularRegion {
        EquirectangularRegion(
            width: width,
            height: height,
            fullWidth: millionths(fullWidth),
            fullHeight: millionths(fullHeight),
            left: millionths(left),
            top: millionths(top),
            pose: pose.rounded
        )
    }
}

extension Cylinder {
    fileprivate var rounded: Cylinder {
        Cylinder(
            width: width,
            height: height,
            fullWidth: millionths(fullWidth),
            left: millionths(left),
            horizon: millionths(horizon),
            pose: pose.rounded
        )
    }
}

extension RectilinearView {
    fileprivate var rounded: RectilinearView? {
        if let plane { return RectilinearView(width: width, height: height, plane: plane.rounded) }
        return RectilinearView(width: width, height: height, pose: pose.rounded, lens: lens.rounded)
    }
}

extension Pose {
    fileprivate var values: [Double] { [headingDeg, pitchDeg, rollDeg] }

    fileprivate var rounded: Pose {
        Pose(headingDeg: millionths(headingDeg), pitchDeg: millionths(pitchDeg), rollDeg: millionths(rollDeg))
    }
}

extension PhotoLens {
    fileprivate var values: [Double] { [fieldOfViewDeg, shiftRight, shiftUp, distortion] }

    fileprivate var rounded: PhotoLens {
        PhotoLens(
            fieldOfViewDeg: millionths(fieldOfViewDeg),
            shiftRight: millionths(shiftRight),
            shiftUp: millionths(shiftUp),
            distortion: millionths(distortion)
        )
    }
}

extension PhotoPlane {
    /// As its scale means nothing, the last row has the length 1.
    fileprivate var rounded: PhotoPlane {
        let length = (w * w).sum().squareRoot()
        guard length > 0, length.isFinite else { return self }
        func rounded(_ row: SIMD3<Double>) -> SIMD3<Double> {
            let row = row / length
            return SIMD3(millionths(row.x), millionths(row.y), millionths(row.z))
        }
        return PhotoPlane(x: rounded(x), y: rounded(y), w: rounded(w))
    }
}

private func millionths(_ value: Double) -> Double {
    // Without a negative zero, which would be written with its sign.
    (value * 1e6).rounded() / 1e6 + 0
}

private func numbers(_ values: [Double]) -> String {
    values.map { String(format: "%.6f", $0 + 0) }.joined(separator: " ")
}
