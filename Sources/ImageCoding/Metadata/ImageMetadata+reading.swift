extension ImageMetadata {
    init(_ blocks: MetadataBlocks) {
        self.init()
        findings = blocks.findings
        xmp = blocks.xmp
        extendedXMP = blocks.extendedXMP
        if let exif = blocks.exif { readEXIF(exif) }
        if let profile = blocks.profile { readProfile(profile) }
    }

    private mutating func readProfile(_ bytes: [UInt8]) {
        do {
            profile = try ColourProfile(bytes)
        } catch {
            findings.append(.profileIgnored(reason: error.reason))
        }
    }
}

// MARK: - EXIF

/// Numbers of fields (EXIF 3.0, 4.6).
private enum Tag {
    static let orientation = 0x0112
    static let exifDirectory = 0x8769
    static let gpsDirectory = 0x8825
    static let dateTimeOriginal = 0x9003
    static let offsetTimeOriginal = 0x9011
    static let latitudeReference = 1
    static let latitude = 2
    static let longitudeReference = 3
    static let longitude = 4
}

extension ImageMetadata {
    private mutating func readEXIF(_ bytes: FileBytes) {
        guard let main = TIFFDirectory(bytes) else {
            return findings.append(.exifIgnored(reason: "it is not in the form of TIFF"))
        }
        if let stored = main.number(Tag.orientation), (1...8).contains(stored) { orientation = stored }
        if let exif = main.directory(Tag.exifDirectory), let time = exif.text(Tag.dateTimeOriginal) {
            captured = CaptureTime(exif: time, offset: exif.text(Tag.offsetTimeOriginal))
        }
        if let gps = main.directory(Tag.gpsDirectory) { readPlace(gps) }
    }

    /// A receiver without a fix leaves zeros by zero, or nothing.
    private mutating func readPlace(_ gps: TIFFDirectory) {
        guard let latitude = gps.rationals(Tag.latitude, count: 3),
            let longitude = gps.rationals(Tag.longitude, count: 3),
            let north = gps.text(Tag.latitudeReference), let east = gps.text(Tag.longitudeReference)
        else { return }
        let values = [degrees(latitude, north, "N", "S"), degrees(longitude, east, "E", "W")]
        guard let y = values[0], let x = values[1], abs(y) <= 90, abs(x) <= 180 else {
            return findings.append(.placeIgnored(reason: "it is not a place on the earth"))
        }
        place = GeographicPlace(latitude: y, longitude: x)
    }
}

/// Of degrees, minutes and seconds; nil where one is not a number or the letter is neither of the two.
private func degrees(_ parts: [Double], _ letter: String, _ positive: String, _ negative: String) -> Double? {
    let degrees = parts[0] + parts[1] / 60 + parts[2] / 3600
    guard degrees.isFinite, letter == positive || letter == negative else { return nil }
    return letter == positive ? degrees : -degrees
}
