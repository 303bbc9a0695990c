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
        }
    }
}
