import Foundation
import Testing
import TourBundle
import TourServer

struct SignInDelayTests {
    @Test func `each source waits longer with each wrong PIN, and never over a minute`() {
        var delay = SignInDelay()
        var waits: [Double] = []
        var time = 0.0
        for _ in 0..<14 {
            delay.failed("a", at: time)
            waits.append(delay.wait(of: "a", at: time) ?? 0)
            time += (waits.last ?? 0) + 100
        }
        #expect(waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60])
        #expect(delay.wait(of: "a", at: time) == nil)
    }

    @Test func `attempts from many addresses slow strangers down, and not who has signed in before`() {
        var delay = SignInDelay()
        delay.succeeded("console", at: 0)
        for index in 0..<200 { delay.failed("phone\(index)", at: 1) }
        let wait = delay.wait(of: "another", at: 1)
        #expect(wait == 10)
        #expect(delay.wait(of: "console", at: 1) == nil)
        #expect(delay.wait(of: "another", at: 11.1) == nil)
    }

    @Test func `ten thousand addresses take no more memory than four thousand, and nobody is locked out`() {
        var delay = SignInDelay()
        for index in 0..<10_000 { delay.failed("phone\(index)", at: Double(index) / 100) }
        #expect((delay.wait(of: "new", at: 100) ?? 0) <= 10)
        #expect(delay.wait(of: "new", at: 200) == nil)
    }
}

struct GuideSessionsTests {
    private let one = Digest(of: [1])
    private let two = Digest(of: [2])

    @Test func `the first has the controls, the second takes over explicitly`() {
        var sessions = GuideSessions()
        sessions.begin(one, guide: "Anna", at: 0)
        sessions.begin(two, guide: "Ben", at: 1)
        #expect(sessions.controller == one)
        sessions.takeOver(two)
        #expect(sessions.controller == two)
        sessions.end(two)
        #expect(sessions.controller == nil)
        sessions.takeOver(two)
        #expect(sessions.controller == nil)
        sessions.endAll()
        #expect(sessions.session(one, at: 2) == nil)
    }

    @Test func `sessions end after a day's work or a long silence`() {
        var sessions = GuideSessions()
        sessions.begin(one, guide: "Anna", at: 0)
        var time = 0.0
        while sessions.session(one, at: time) != nil, time < 1e6 { time += 3600 }
        #expect(time > GuideSessions.longestSeconds && time <= GuideSessions.longestSeconds + 3600)
        #expect(sessions.controller == nil)
        sessions.begin(two, guide: "Ben", at: time)
        #expect(sessions.session(two, at: time + GuideSessions.idleSeconds + 1) == nil)
    }

    @Test func `a new clock takes sessions along`() {
        var sessions = GuideSessions()
        sessions.begin(one, guide: "Anna", at: 90_000)
        sessions.count(12, of: one)
        var next = GuideSessions()
        next.restore(sessions.saved, shift: 10 - 93_600)
        #expect(next.controller == one)
        #expect(next.session(one, at: 10)?.sequence == 12)
        #expect(next.session(one, at: 10 + GuideSessions.longestSeconds) == nil)
    }
}

struct EnrolmentTests {
    @Test func `a code is approved once, and its token is given once to who applied`() throws {
        var enrolment = Enrolment()
        let claim = SecretToken()
        let candidate = try enrolment.apply("h1", name: nil, claim: claim.digest, source: "a", at: 0)
        let token = SecretToken()
        #expect(try enrolment.claim("h1", secret: claim.digest, token: token.digest, at: 1) == nil)
        try enrolment.approve(candidate.code, at: 2)
        #expect(throws: Enrolment.Refusal.unknown) { try enrolment.approve(candidate.code, at: 2) }
        #expect(throws: Enrolment.Refusal.unknown) {
            try enrolment.claim("h1", secret: SecretToken().digest, token: token.digest, at: 3)
        }
        let headset = try #require(try enrolment.claim("h1", secret: claim.digest, token: token.digest, at: 3))
        #expect(headset.headset.number == 1 && headset.formerID == nil)
        #expect(enrolment.headset(token: token.digest) == headset.headset)
        #expect(throws: Enrolment.Refusal.unknown) {
            try enrolment.claim("h1", secret: claim.digest, token: token.digest, at: 3)
        }
    }

    @Test func `codes are over after ten minutes, and one device holds few`() throws {
        var enrolment = Enrolment()
        let claim = SecretToken().digest
        let candidate = try enrolment.apply("h0", name: nil, claim: claim, source: "a", at: 0)
        for index in 1..<4 { _ = try enrolment.apply("h\(index)", name: nil, claim: claim, source: "a", at: 0) }
        #expect(throws: Enrolment.Refusal.tooMany) {
            try enrolment.apply("h9", name: nil, claim: claim, source: "a", at: 1)
        }
        #expect(enrolment.waiting(at: 599).count == 4)
        #expect(throws: Enrolment.Refusal.unknown) { try enrolment.approve(candidate.code, at: 600) }
        #expect(enrolment.waiting(at: 600).isEmpty)
    }

    @Test func `codes have eight letters of twenty, and are read as guides type them`() throws {
        var letters: Set<Character> = []
        for _ in 0..<200 {
            let code = EnrolmentCode()
            letters.formUnion(code.letters)
            #expect(EnrolmentCode(code.description.lowercased()) == code)
            #expect(EnrolmentCode(code.letters) == code)
        }
        #expect(String(letters.sorted()) == "BCDFGHJKLMNPQRSTVWXZ")
        for text in ["", "BCDF", "BCDFGHJA", "BCDFGHJKL", "BCDF-GHJ1"] { #expect(EnrolmentCode(text) == nil) }
    }

    @Test func `a headset of the same name comes back as itself`() throws {
        var enrolment = Enrolment()
        let (first, second) = (SecretToken().digest, SecretToken().digest)
        _ = try enrolment.enrol("h1", name: "Seat 4", token: first)
        let again = try enrolment.enrol("h2", name: "Seat 4", token: second)
        #expect(again.headset.number == 1 && again.formerID == "h1" && enrolment.headsets.count == 1)
        #expect(enrolment.headset(token: first) == nil)
    }
}

struct HostAllowListTests {
    private let hosts = HostAllowList(["Bus.example", "192.0.2.7"])

    @Test(arguments: [
        "bus.example", "BUS.example:8443", "192.0.2.7", "localhost", "127.0.0.1:80", "[::1]", "[::1]:65535",
        "10.0.0.5:8080",
    ])
    func `own names are allowed`(_ authority: String) { #expect(hosts.allows(authority, local: "10.0.0.5")) }

    @Test(arguments: [
        "", "evil.example", "bus.example.", "bus.example.evil", "xbus.example", "bus.example:", "bus.example:x",
        "bus.example:123456", "[::1", "::1", "[::1]x", "bus.example@evil", "127.0.0.2", "10.0.0.6", "[]", ":80",
    ])
    func `all others are not`(_ authority: String) { #expect(!hosts.allows(authority, local: "10.0.0.5")) }
}

struct PINHashTests {
    @Test func `a PIN is known again from its hash as text, and no other is`() throws {
        let hash = try PINHash(of: "größer-42")
        let read = try #require(PINHash(hash.description))
        // The same letters, composed of two code points.
        #expect(read.matches("gro\u{308}ßer-42"))
        #expect(!read.matches("größer-43") && !read.matches(""))
        #expect(try PINHash(of: "größer-42").description != hash.description)
    }

    @Test(arguments: [
        "", "scrypt", "scrypt:ln=15,r=8,p=1::", "scrypt:ln=1,r=8,p=1:AAAAAAAAAAAAAAAAAAAAAA==:AAAA", "1234",
    ])
    func `anything else is no hash`(_ text: String) { #expect(PINHash(text) == nil) }
}
