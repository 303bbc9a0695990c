/// What is to be found of a cylindrical panorama beyond yaw and field of view.
package struct CylinderUnknowns: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// How far below its top edge the horizon lies; otherwise it is in the middle.
    package static let horizon = Self(rawValue: 1)
    /// Pitch and roll of the cylinder; otherwise it stands upright.
    package static let tilt = Self(rawValue: 2)
}

extension CylinderUnknowns {
    var parameterCount: Int { 2 + (contains(.horizon) ? 1 : 0) + (contains(.tilt) ? 2 : 0) }

    /// Points without which there is no answer; a point gives two numbers, and one alone no field of view.
    package var leastPoints: Int { max(2, (parameterCount + 1) / 2) }
}
