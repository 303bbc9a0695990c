// Any bytes as what a depot and a bus take of each other; the first byte says which. What can be read is signed here by a key that is
// trusted, or nothing behind a signature would ever be reached.

internal import Foundation
internal import NIOCore
internal import TourBundle

@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    guard let kind = bytes.first else { return 0 }
    let input = Array(bytes.dropFirst())
    switch kind {
    case UInt8(ascii: "r"): release(input)
    case UInt8(ascii: "k"): offer(input)
    case UInt8(ascii: "b"): report(input)
    case UInt8(ascii: "l"): list(input)
    case UInt8(ascii: "f"): frames(input)
    default: text(String(decoding: bytes, as: UTF8.self))
    }
    return 0
}

private let signer = SigningKey()

private func signed<Body: SignedBody>(_ json: [UInt8], _: Body.Type) -> SignedDocument<Body>? {
    // As a file with a head of its own, too.
    _ = try? SignedDocument<Body>(file: json, name: "file")
    guard let body = try? ManifestJSON.decode(Body.self, from: json), let made = try? SignedDocument(body, by: signer)
    else { return nil }
    return try? SignedDocument(file: made.file, name: "file")
}

private func release(_ json: [UInt8]) {
    guard let release = signed(json, ReleaseManifest.self) else { return }
    var trust = BusTrust(pinned: signer.verification)
    let known = [InstalledRelease(version: 3, digest: release.digest)]
    let program = ProgramVersion("1.2.3")
    for current in [nil, 0, 3] {
        _ = try? trust.judge(release, known: known, current: current, program: program, at: 1_700_000_000)
    }
    trust.note(release)
    _ = (release.body.id, release.body.content.bytes, release.body.content.mediaParts)
}

private func offer(_ json: [UInt8]) {
    guard let offer = try? ManifestJSON.decode(DepotOffer.self, from: json) else { return }
    _ = (offer.newest(of: nil), offer.newest(of: "old-town"))
    let said = offer.statements + offer.keys.compactMap { signed(Array($0.utf8), KeyStatement.self) }
    let trust = BusTrust(pinned: signer.verification).following(said)
    precondition(!trust.keys.isEmpty, "a bus that trusts nobody any more")
    _ = trust.accepts(signer.verification, said)
}

private func report(_ json: [UInt8]) {
    guard let report = signed(json, BusReport.self) else { return }
    precondition(report.body.name.count <= 100 && report.file.count <= BusReport.mostBytes)
}

/// The first line describes the panorama, the rest is its list.
private func list(_ bytes: [UInt8]) {
    guard let end = bytes.firstIndex(of: 0x0A),
        var panorama = try? ManifestJSON.decode(BundleContent.Panorama.self, from: Array(bytes[..<end]))
    else { return }
    let text = Array(bytes[(end + 1)...])
    panorama.digest = Digest(of: text)
    guard let list = TileList(text, of: panorama) else { return }
    precondition(list.text == text, "a list has one spelling")
    precondition(list.text.count <= TileList.mostBytes(tiles: list.tiles.count))
}

/// The first byte cuts the rest into pieces, which come one after the other.
private func frames(_ bytes: [UInt8]) {
    guard let piece = bytes.first.map({ max(1, Int($0)) }) else { return }
    var frames = BlobFrames(most: 4096, total: 8192)
    var total = 0
    for start in stride(from: 1, to: bytes.count, by: piece) {
        frames.add(ByteBuffer(bytes: bytes[start..<min(start + piece, bytes.count)]))
        while let blob = try? frames.next() { total += blob.count }
    }
    precondition(total <= 8192)
    _ = (frames.isEmpty, BlobFrames.digests(bytes))
}

private func text(_ text: String) {
    if let id = ReleaseID(name: text) { precondition(id.name == text && !text.contains("/")) }
    _ = (
        ProgramVersion(text), KeyPEM.read(text, .verification), KeyPEM.read(text, .signing), VerificationKey(hex: text)
    )
}
