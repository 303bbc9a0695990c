// Any bytes as a picture's file, of which only the metadata are read, and as an XMP packet.

private let formats: [(start: [UInt8], format: ImageFormat)] = [
    ([0xFF, 0xD8], .jpeg), ([0x89, 0x50], .png), ([0x49, 0x49], .tiff), ([0x4D, 0x4D], .tiff),
]

@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    guard let format = formats.first(where: { bytes.starts(with: $0.start) })?.format else {
        _ = try? GPanoMetadata([bytes])
        return 0
    }
    let metadata = ImageMetadata(MetadataBlocks(format, FileBytes(bytes)))
    _ = try? GPanoMetadata([metadata.xmp, metadata.extendedXMP].compactMap { $0 })
    _ = metadata.findings.map(\.description) + [metadata.captured?.description ?? ""]
    return 0
}
