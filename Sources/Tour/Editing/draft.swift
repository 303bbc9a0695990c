extension PlacementEdit {
    /// A tour's text as it may be read before an epoch's pictures have their points: where those are missing or too few, photos
    /// get a pose of no meaning. Only to be read, never to be written.
    ///
    /// - Returns: nil where the epoch has no picture to which points could be given.
    package static func draft(of text: String, place: String, epoch: String) -> String? {
        var bytes = Array(text.trimmingPrefix("\u{FEFF}").utf8)
        for index in 0..<mostPictures {
            let address = PictureAddress(place: place, epoch: epoch, index: index)
            guard let picture = try? PictureText(bytes, address) else { return index == 0 ? nil : string(bytes) }
            if let drafted = try? picture.drafted(address) { bytes = drafted }
        }
        return string(bytes)
    }

    /// Of an epoch; nobody lays more over each other.
    private static let mostPictures = 64

    private static func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension PictureText {
    fileprivate func drafted(_ address: PictureAddress) throws(TourEditError) -> [UInt8] {
        guard entry("pose") == nil else { return text.bytes }
        let withoutUnknowns = try PictureText(setting(unknowns: []), address)
        let isPhoto = path.contains(.key("photo"))
        guard isPhoto || withoutUnknowns.entry("control_points") == nil else {
            return try withoutUnknowns.removing("control_points")
        }
        return isPhoto
            ? try withoutUnknowns.writing("pose: {yaw_deg: 0, field_of_view_deg: 50}") : withoutUnknowns.text.bytes
    }
}
