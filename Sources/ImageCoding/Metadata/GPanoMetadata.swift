/// How a picture covers the sphere, by the properties of XMP's namespace http://ns.google.com/photos/1.0/panorama/.
///
/// A property is nil where it is absent. Numbers are as they stand in the file; those that contradict each other or
/// cannot be are errors. Whether they fit the picture is for its projection to say.
package struct GPanoMetadata: Sendable, Hashable {
    /// Such as "equirectangular" or "cylindrical".
    package var projectionType: String?
    /// Size in pixels of the panorama that would cover the whole sphere.
    package var fullPanoWidthPixels: Int?
    package var fullPanoHeightPixels: Int?
    /// Size in pixels of the picture when it was stitched; a picture scaled since has the old numbers.
    package var croppedAreaImageWidthPixels: Int?
    package var croppedAreaImageHeightPixels: Int?
    /// Place in pixels of the picture's first column and row in the whole panorama. A cylinder's first row counts from the
    /// horizon down, so it is negative above.
    package var croppedAreaLeftPixels: Int?
    package var croppedAreaTopPixels: Int?
    /// Compass heading of the picture's centre column: -360 to 360, clockwise from north.
    package var poseHeadingDegrees: Double?
    /// Pitch of the picture's centre above the horizon: -90 to 90.
    package var posePitchDegrees: Double?
    /// Roll about the axis of view: -360 to 360.
    package var poseRollDegrees: Double?
    /// Where a viewer is to look first.
    package var initialViewHeadingDegrees: Double?
    package var initialViewPitchDegrees: Double?
    package var initialViewRollDegrees: Double?
    /// Above 0, to 360.
    package var initialHorizontalFOVDegrees: Double?
}

// MARK: - Reading

/// A property that cannot be true.
struct GPanoError: Error, Hashable {
    let property: String
    let reason: String
}

extension GPanoMetadata {
    private static let namespace = "http://ns.google.com/photos/1.0/panorama/"

    /// From XMP packets about one picture; nil where none of them has a property of the namespace.
    init?(_ packets: [[UInt8]]) throws(GPanoError) {
        let values = try Values(packets)
        guard !values.texts.isEmpty else { return nil }
        projectionType = values.texts["ProjectionType"]
        fullPanoWidthPixels = try values.size("FullPanoWidthPixels")
        fullPanoHeightPixels = try values.size("FullPanoHeightPixels")
        croppedAreaImageWidthPixels = try values.size("CroppedAreaImageWidthPixels")
        croppedAreaImageHeightPixels = try values.size("CroppedAreaImageHeightPixels")
        croppedAreaLeftPixels = try values.size("CroppedAreaLeftPixels", least: 0)
        let isCylinder = projectionType?.lowercased() == "cylindrical"
        croppedAreaTopPixels = try values.size("CroppedAreaTopPixels", least: isCylinder ? -1_000_000_000 : 0)
        poseHeadingDegrees = try values.angle("PoseHeadingDegrees", -360...360)
        posePitchDegrees = try values.angle("PosePitchDegrees", -90...90)
        poseRollDegrees = try values.angle("PoseRollDegrees", -360...360)
        initialViewHeadingDegrees = try values.angle("InitialViewHeadingDegrees", -360...360)
        initialViewPitchDegrees = try values.angle("InitialViewPitchDegrees", -90...90)
        initialViewRollDegrees = try values.angle("InitialViewRollDegrees", -360...360)
        initialHorizontalFOVDegrees = try values.angle("InitialHorizontalFOVDegrees", Double.ulpOfOne...360)
        try checkCrop("Width", croppedAreaImageWidthPixels, "Left", croppedAreaLeftPixels, fullPanoWidthPixels)
        let top = isCylinder ? nil : croppedAreaTopPixels
        try checkCrop("Height", croppedAreaImageHeightPixels, "Top", top, fullPanoHeightPixels)
    }

    private func checkCrop(_ side: String, _ size: Int?, _ edge: String, _ start: Int?, _ full: Int?) throws(GPanoError)
    {
        guard let size, let full else { return }
        if size > full {
            let reason = "\(size) is more than FullPano\(side)Pixels, \(full)"
            throw GPanoError(property: "CroppedAreaImage\(side)Pixels", reason: reason)
        }
        if let start, start > full - size {
            let reason =
                "\(start) and CroppedAreaImage\(side)Pixels, \(size), are more than FullPano\(side)Pixels, \(full)"
            throw GPanoError(property: "CroppedArea\(edge)Pixels", reason: reason)
        }
    }

    /// Properties as texts.
    private struct Values {
        var texts: [String: String] = [:]

        init(_ packets: [[UInt8]]) throws(GPanoError) {
            for packet in packets {
                for property in try XMPProperties.read(packet, namespace: GPanoMetadata.namespace) {
                    if let other = texts[property.name], other != property.value {
                        let reason = "'\(shown(other))' and '\(shown(property.value))' contradict each other"
                        throw GPanoError(property: property.name, reason: reason)
                    }
                    texts[property.name] = property.value
                }
            }
        }

        func size(_ name: String, least: Int = 1) throws(GPanoError) -> Int? {
            guard let number = try number(name, "a whole number of pixels") else { return nil }
            guard number == number.rounded(), number >= Double(least), number <= 1e9 else {
                throw GPanoError(
                    property: name,
                    reason: "'\(shown(texts[name]))' is not a number of pixels that can be"
                )
            }
            return Int(number)
        }

        func angle(_ name: String, _ range: ClosedRange<Double>) throws(GPanoError) -> Double? {
            guard let number = try number(name, "a number of degrees") else { return nil }
            guard range.contains(number) else {
                let lower = range.lowerBound < 0 ? "\(Int(range.lowerBound))" : "above 0"
                let reason = "'\(shown(texts[name]))' is not within \(lower) to \(Int(range.upperBound)) degrees"
                throw GPanoError(property: name, reason: reason)
            }
            return number
        }

        private func number(_ name: String, _ kind: String) throws(GPanoError) -> Double? {
            guard let text = texts[name] else { return nil }
            let isPlain = text.utf8.allSatisfy {
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || ".+-eE".utf8.contains($0)
            }
            guard isPlain, let number = Double(text), number.isFinite else {
                throw GPanoError(property: name, reason: "'\(shown(text))' is not \(kind)")
            }
            return number
        }

        /// Short, in one line, of plain letters.
        private func shown(_ text: String?) -> String {
            let scalars = (text ?? "").unicodeScalars.prefix(40)
            return String(
                String.UnicodeScalarView(scalars.map { $0.properties.isWhitespace || $0.value < 0x20 ? " " : $0 })
            )
        }
    }
}
