/**
 * The page's own words. `{name}` is filled in.
 */

const STRINGS = {
  de: {
    places: "Orte",
    motion: "Bewegung",
    enterVR: "VR starten",
    leaveVR: "VR beenden",
    needsHTTPS: "VR braucht eine sichere Verbindung (https).",
    epoch: "Zeit",
    epochInLens: "Zeit in der Linse",
    lens: "Zeitlinse",
    lensTitle: "Eine andere Zeit in einem Kreis (Taste L, oder das Bild gedrückt halten)",
    outline: "Umriss",
    outlineTitle: "Umrandet, was belegt ist (Taste D)",
    original: "Original",
    originalTitle: "Das Bild ohne Restaurierung (Taste O)",
    sources: "Quellen",
    sourcesTitle: "Bilder und Quellen",
    close: "Schließen",
    documented: "belegt",
    reconstructed: "rekonstruiert",
    imagined: "nachempfunden",
    restored: "Restauriert: {what}",
    unrestored: "Ohne Restaurierung",
    dust: "Staub und Kratzer",
    fading: "Verblassen",
    surroundings: "Umgebung, {year}: {credit}",
    noCredit: "ohne Angabe",
    picture: "Panorama {place}, {year}. Mit den Pfeiltasten sehen Sie sich um.",
    hint: "Ziehen Sie das Bild, um sich umzusehen.",
    hintLens: "Ziehen Sie das Bild, um sich umzusehen. Halten Sie es gedrückt, um eine andere Zeit zu sehen.",
    credit: "Bild: {credit}",
    retry: "Jetzt versuchen",
    reload: "Neu laden",
    again: "Noch einmal versuchen",
    loading: "Das Panorama wird geladen …",
    serverTitle: "Der Server ist nicht zu erreichen",
    serverText: "Bitte prüfen Sie, ob das Gerät im WLAN des Busses ist. Die Seite versucht es von selbst weiter.",
    serverToast: "Keine Verbindung zum Server. Wir versuchen es weiter.",
    emptyTitle: "Diese Tour hat noch keine Orte",
    emptyText: "Sobald der Server eine Tour mit Bildern hat, können Sie die Seite neu laden.",
    tourTitle: "Die Tour lässt sich nicht lesen",
    tourText: "Der Server hat geantwortet, aber ohne eine lesbare Tour. Bitte geben Sie der Gästeführung Bescheid.",
    pictureTitle: "Dieses Bild fehlt auf dem Server",
    pictureText: "Bitte geben Sie der Gästeführung Bescheid oder wählen Sie einen anderen Ort.",
    pictureToast: "Dieses Bild fehlt auf dem Server; das bisherige bleibt.",
    tileToast: "Ein Teil des Bildes fehlt und bleibt etwas unscharf.",
    webglTitle: "Dieser Browser kann das Panorama nicht zeigen",
    webglText: "Die Seite braucht WebGL 2. Bitte nehmen Sie einen aktuellen Browser oder schalten Sie die "
      + "Grafikbeschleunigung ein.",
    lostTitle: "Das Bild wird neu aufgebaut",
    lostText: "Die Grafik des Geräts hat kurz ausgesetzt. Dauert es länger, laden Sie die Seite bitte neu.",
    immersiveToast: "VR ließ sich nicht starten. Bitte versuchen Sie es noch einmal.",
    motionToast: "Ohne Ihre Erlaubnis folgt das Bild der Bewegung nicht.",
    noMotionToast: "Dieses Gerät meldet keine Bewegung.",
    enrolment: "Bitte zeigen Sie diese Buchstaben der Gästeführung.",
    led: "Ihre Gästeführung zeigt Ihnen nun den Weg.",
    circa: "um {year}",
    beforeChrist: "{year} v. Chr.",
  },
  en: {
    places: "Places",
    motion: "Motion",
    enterVR: "Enter VR",
    leaveVR: "Leave VR",
    needsHTTPS: "VR needs a secure connection (https).",
    epoch: "Time",
    epochInLens: "Time in the lens",
    lens: "Time lens",
    lensTitle: "Another time within a circle (key L, or press and hold the picture)",
    outline: "Outline",
    outlineTitle: "Outlines what is documented (key D)",
    original: "Original",
    originalTitle: "The picture without restoration (key O)",
    sources: "Sources",
    sourcesTitle: "Pictures and sources",
    close: "Close",
    documented: "documented",
    reconstructed: "reconstructed",
    imagined: "imagined",
    restored: "Restored: {what}",
    unrestored: "Without restoration",
    dust: "dust and scratches",
    fading: "fading",
    surroundings: "Surroundings, {year}: {credit}",
    noCredit: "not stated",
    picture: "Panorama of {place}, {year}. Look round with the arrow keys.",
    hint: "Drag the picture to look round.",
    hintLens: "Drag the picture to look round. Press and hold it to see another time.",
    credit: "Picture: {credit}",
    retry: "Try now",
    reload: "Reload",
    again: "Try again",
    loading: "The panorama is loading …",
    serverTitle: "The server cannot be reached",
    serverText: "Please check that this device is on the bus’s Wi-Fi. The page keeps trying by itself.",
    serverToast: "No connection to the server. We keep trying.",
    emptyTitle: "This tour has no places yet",
    emptyText: "As soon as the server has a tour with pictures, you can reload this page.",
    tourTitle: "The tour cannot be read",
    tourText: "The server has answered, but without a readable tour. Please tell your guide.",
    pictureTitle: "This picture is missing on the server",
    pictureText: "Please tell your guide, or choose another place.",
    pictureToast: "This picture is missing on the server; the previous one stays.",
    tileToast: "A part of the picture is missing and stays a little soft.",
    webglTitle: "This browser cannot show the panorama",
    webglText: "The page needs WebGL 2. Please use a current browser, or switch on hardware acceleration.",
    lostTitle: "The picture is being rebuilt",
    lostText: "This device’s graphics paused for a moment. If it takes long, please reload the page.",
    immersiveToast: "VR could not be started. Please try once more.",
    motionToast: "Without your permission the picture does not follow the device.",
    noMotionToast: "This device does not report its motion.",
    enrolment: "Please show these letters to your guide.",
    led: "Your guide now leads the way.",
    circa: "c. {year}",
    beforeChrist: "{year} BC",
  },
};

/**
 * The language of the page: of the address (`?lang=`), of the browser, or of the tour, where there are words in it.
 * @param {string[]} tourLanguages
 * @returns {string}
 */
export function chosenLanguage(tourLanguages = []) {
  const asked = new URLSearchParams(location.search).get("lang");
  const wishes = [asked, ...navigator.languages, ...tourLanguages].filter(Boolean).map((wish) => wish.split("-")[0]);
  return wishes.find((wish) => wish in STRINGS) ?? "en";
}

/**
 * @param {string} language One that {@link chosenLanguage} gives.
 * @returns {(key: string, values?: Record<string, string>) => string} A key that is not known stands for itself.
 */
export function wordsIn(language) {
  return (key, values = {}) => (STRINGS[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/**
 * @param {import("./tour.js").Epoch} epoch
 * @returns {string} Its year or years, as one says them.
 */
export function yearsOf({ id, from_year, to_year = from_year, circa }, words) {
  if (from_year === undefined) return id;
  const said = (year) => (year < 0 ? words("beforeChrist", { year: -year }) : String(year));
  const years = from_year === to_year ? said(from_year) : `${said(from_year)}–${said(to_year)}`;
  return circa ? words("circa", { year: years }) : years;
}
