import Depot
import Testing
import TourBundle

@Suite("Whom and what a bus trusts")
struct TrustTests {
    private let a = SigningKey()
    private let b = SigningKey()
    private let c = SigningKey()
    private let thief = SigningKey()

    private func statement(_ old: SigningKey, _ next: SigningKey, retires: Bool = false) throws -> SignedKeyStatement {
        try SignedKeyStatement(KeyStatement(next: next.verification, retires: retires, made: 1), by: old)
    }

    private func trusted(_ keys: [SigningKey], _ statements: [SignedKeyStatement]) -> Set<VerificationKey> {
        BusTrust(keys: Set(keys.map(\.verification))).following(statements).keys
    }

    @Test("A chain is followed in any order, and nobody else's word counts")
    func chain() throws {
        let statements = [
            try statement(b, c), try statement(thief, thief), try statement(a, b), try statement(thief, a),
        ]
        #expect(trusted([a], statements) == Set([a, b, c].map(\.verification)))
        #expect(trusted([b], statements) == Set([b, c].map(\.verification)))
        #expect(trusted([c], statements) == [c.verification])
    }

    @Test("A retired key is left out, its word for the next one stays; circles end")
    func retirement() throws {
        #expect(trusted([a], [try statement(a, b, retires: true)]) == [b.verification])
        #expect(
            trusted([a], [try statement(a, b, retires: true), try statement(b, c, retires: true)]) == [c.verification]
        )
        #expect(trusted([a], [try statement(a, a, retires: true)]) == [a.verification])
        #expect(trusted([a], [try statement(a, b), try statement(b, a)]) == Set([a, b].map(\.verification)))
    }

    @Test("Retirements in a circle leave somebody, and who has retired stays so")
    func circle() throws {
        let statements = [try statement(a, b, retires: true), try statement(b, a, retires: true)]
        let trust = BusTrust(pinned: a.verification).following(statements)
        #expect(trust.keys == [b.verification] && trust.retired == [a.verification])
        #expect(trust.following(statements) == trust)
        #expect(trusted([a, b], statements).count == 1)
        let back = trust.following([try statement(b, a), try statement(b, c), try statement(a, thief)])
        #expect(back.keys == Set([b, c].map(\.verification)))
    }

    @Test("Of a key that retires, the word with which it does counts alone")
    func lastWord() throws {
        let statements = [try statement(a, thief), try statement(a, b, retires: true)]
        #expect(trusted([a], statements) == [b.verification])
    }

    @Test("The pin that was given at first names the depot across retirements")
    func pins() throws {
        let statements = [try statement(a, b, retires: true), try statement(b, c, retires: true)]
        let trust = BusTrust(pinned: b.verification).following(statements)
        #expect(trust.keys == [c.verification])
        for key in [a, b, c] { #expect(trust.accepts(key.verification, statements)) }
        #expect(trust.accepts(b.verification, []) && trust.accepts(c.verification, []))
        #expect(!trust.accepts(a.verification, []) && !trust.accepts(thief.verification, statements))
    }

    private func release(_ version: Int, by key: SigningKey? = nil, expires: Int = 1000, minimum: String = "0.1.0")
        throws
        -> SignedRelease
    {
        let part = #"{"bytes": 1, "digest": "\#(Digest(of: [UInt8(version)]))"}"#
        let json = #"{"manifest": \#(part), "document": \#(part), "media": [], "panoramas": []}"#
        let content = try ManifestJSON.decode(BundleContent.self, from: Array(json.utf8))
        return try SignedRelease(
            ReleaseManifest(
                tour: "town",
                version: version,
                title: [:],
                made: 1,
                expires: expires,
                minimumProgram: minimum,
                content: content
            ),
            by: key ?? a
        )
    }

    private func judge(_ release: SignedRelease, had: Int = 0, current: Int? = nil, known: [SignedRelease] = [])
        throws -> ReleaseVerdict
    {
        var trust = BusTrust(keys: [a.verification])
        trust.versions["town"] = had
        let installed = known.map { InstalledRelease(version: $0.body.version, digest: $0.digest) }
        return try trust.judge(release, known: installed, current: current, program: ProgramVersion("0.2.0"), at: 500)
    }

    @Test("What is newer is installed, what is there is not")
    func versions() throws {
        let (one, two) = (try release(1), try release(2))
        #expect(try judge(one) == .install)
        #expect(try judge(two, had: 1, current: 1, known: [one]) == .install)
        #expect(try judge(two, had: 2, current: 2, known: [one, two]) == .nothingNew)
        #expect(try judge(two, had: 2, current: 1, known: [one, two]) == .rolledBack)
        #expect(try judge(two, had: 2) == .install, "somebody has deleted what was there")
        #expect(try judge(release(2, expires: 1), had: 2, current: 2) == .nothingNew, "an ended one plays on")
    }

    @Test("A version that was had is known again when its files are gone")
    func digests() throws {
        var trust = BusTrust(keys: [a.verification])
        trust.note(try release(2))
        trust.note(try release(1))
        #expect(trust.versions == ["town": 2])
        let verdict = { (release: SignedRelease) throws in
            try trust.judge(release, known: [], current: nil, program: ProgramVersion("0.2.0"), at: 500)
        }
        #expect(try verdict(release(2)) == .install)
        #expect(throws: DepotError.self) { try verdict(release(2, expires: 999)) }
        #expect(try verdict(release(3)) == .install)
    }

    @Test("What an older program has kept is read")
    func olderFile() throws {
        let json = #"{"keys": ["\#(a.verification.hex)"], "versions": {"old-town": 4}, "reports": 7}"#
        let trust = try ManifestJSON.decode(BusTrust.self, from: Array(json.utf8))
        #expect(trust.keys == [a.verification] && trust.versions == ["old-town": 4] && trust.pinned == nil)
    }

    @Test("The rest is refused")
    func refusals() throws {
        let two = try release(2)
        for (release, had) in [
            (try release(1), 2), (try release(3, by: thief), 2), (try release(3, expires: 499), 2),
            (try release(3, minimum: "0.2.1"), 2), (try release(3, minimum: "soon"), 2),
            (try release(2, expires: 999), 2),
        ] {
            #expect(throws: DepotError.self) { try judge(release, had: had, current: 2, known: [two]) }
        }
        #expect(try judge(release(3, expires: 500, minimum: "0.2"), had: 2, current: 2, known: [two]) == .install)
    }
}
