import Depot
import Testing
import TourBundle

@Suite("Signed files")
struct SignedDocumentTests {
    private let key = SigningKey()

    private func report(_ name: String) throws -> SignedReport {
        try SignedReport(
            BusReport(name: name, number: 1, releases: [], certificateDaysLeft: nil, freeBytes: 0, program: "0.1.0"),
            by: key
        )
    }

    @Test("What was signed is read again")
    func reading() throws {
        let signed = try report("Bus 3")
        let read = try SignedReport(file: signed.file, name: "report")
        #expect(read.body == signed.body && read.key == key.verification && read.digest == signed.digest)
        #expect(throws: DepotError.self) { try SignedKeyStatement(file: signed.file, name: "report") }
    }

    @Test("What nobody can show makes no sensible report", arguments: [Int.min, -1_000_001, 1_000_001, .max])
    func senseless(daysLeft: Int) {
        var report = BusReport(
            name: "Bus 3",
            number: 1,
            releases: [],
            certificateDaysLeft: -1_000_000,
            freeBytes: 0,
            program: "0.1.0"
        )
        #expect(report.isSensible)
        report.certificateDaysLeft = daysLeft
        #expect(!report.isSensible)
        (report.certificateDaysLeft, report.program) = (nil, "\u{1B}[2J")
        #expect(!report.isSensible)
    }

    @Test("Every changed bit and every cut is noticed")
    func damage() throws {
        let file = try report("Bus 3").file
        for index in file.indices {
            for bit in 0..<8 {
                var changed = file
                changed[index] ^= 1 << UInt8(bit)
                #expect(throws: DepotError.self) { try SignedReport(file: changed, name: "report") }
            }
            #expect(throws: DepotError.self) { try SignedReport(file: Array(file[..<index]), name: "report") }
        }
        #expect(throws: DepotError.self) { try SignedReport(file: file + [0x20], name: "report") }
    }

    @Test("The keys of RFC 8410, section 10, and of RFC 8032, section 7.1")
    func keys() throws {
        let pem = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----
            """
        let bytes = try #require(KeyPEM.read(pem, .verification))
        #expect(KeyPEM.hex(bytes) == "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1")
        #expect(KeyPEM.text(bytes, .verification) == pem + "\n")
        #expect(KeyPEM.read(pem, .signing) == nil)
        let public2 = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
        let signature =
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        let parts = [signature.prefix(64), signature.suffix(64)].compactMap { KeyPEM.bytes(hex: $0) }
        let verifier = try #require(VerificationKey(hex: public2))
        #expect(verifier.verifies(parts.flatMap(\.self), of: [0x72]))
        #expect(!verifier.verifies(parts.flatMap(\.self), of: [0x73]))
        #expect(VerificationKey(hex: public2.uppercased()) == nil)
    }
}
