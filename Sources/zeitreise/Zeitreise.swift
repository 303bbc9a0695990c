import ArgumentParser

@main
struct Zeitreise: AsyncParsableCommand {}
