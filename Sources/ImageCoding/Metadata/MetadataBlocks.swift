/// The blocks of bytes in which a file keeps its metadata, not yet understood.
struct MetadataBlocks {
    /// Something in TIFF's form whose first directory is EXIF's.
    var exif: FileBytes?
    var xmp: [UInt8]?
    var extendedXMP: [UInt8]?
    var profile: [UInt8]?
    var findings: [ImageFinding] = []

    /// Most bytes of one block that is kept: printing profiles take 3 MiB.
    static let mostBytes = 16 << 20

    init(_ format: ImageFormat, _ file: FileBytes) {
        switch format {
        case .jpeg: readJPEG(file)
        case .png: readPNG(file)
        case .tiff: readTIFF(file)
        }
    }

    /// The first directory is EXIF's too, and holds the other blocks (XMP part 3, 3.4; ICC.1 annex B.4).
    private mutating func readTIFF(_ file: FileBytes) {
        exif = file
        let directory = TIFFDirectory(file)
        xmp = directory?.block(700)
        profile = directory?.block(34_675)
    }
}
