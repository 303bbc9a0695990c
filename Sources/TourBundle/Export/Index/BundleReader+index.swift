internal import Panorama

extension BundleReader {
    /// The tour as pages of text.
    ///
    /// - Parameter address: of the site, without a slash at the end; without it nothing that must name it is said.
    func index(at address: String?) async throws -> [SiteFile] {
        let names = tour.languages + tour.places.map(\.id)
        guard !tour.languages.isEmpty, names.allSatisfy(isName) else {
            throw BundleError.damaged(path: path, detail: "its languages or ids are none")
        }
        let epochs = tour.places.flatMap(\.epochs)
        var (transcripts, panoramas) = ([Digest: String](), [Digest: PanoramaManifest]())
        for epoch in epochs {
            panoramas[epoch.panorama] = try await panorama(epoch.panorama)
            for digest in epoch.captions.values {
                let captions = try await media(digest)
                transcripts[digest] = captions.map { transcript(ofWebVTT: String(decoding: $0.bytes, as: UTF8.self)) }
            }
        }
        return try IndexPages(tour: tour, transcripts: transcripts, panoramas: panoramas, address: address).files
    }
}

/// As ids and language tags are: never a way out of a folder.
private func isName(_ text: String) -> Bool {
    !text.isEmpty
        && text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
}
