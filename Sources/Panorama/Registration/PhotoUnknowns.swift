/// What is to be found of a photograph beyond yaw, pitch, roll and field of view.
package struct PhotoUnknowns: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Where the optical axis meets the picture.
    package static let shift = Self(rawValue: 1)
    /// k₁ of the lens.
    package static let distortion = Self(rawValue: 2)
    /// Instead of a camera the homography of a facade; nothing else can be found with it.
    package static let plane = Self(rawValue: 4)
}

extension PhotoUnknowns {
    var parameterCount: Int {
        contains(.plane) ? 8 : 4 + (contains(.shift) ? 2 : 0) + (contains(.distortion) ? 1 : 0)
    }

    /// Points without which there is no answer; a point gives two numbers.
    package var leastPoints: Int { (parameterCount + 1) / 2 }
}
