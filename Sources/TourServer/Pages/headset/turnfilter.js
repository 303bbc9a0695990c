/**
 * How a bus turns: its heading with its rate as it follows from headings measured now and then.
 *
 * A Kalman filter. The rate of turn is Gaussian and stays like itself for as long as a driver's hands take to move the wheel
 * (Matérn covariance of order 3/2: the rate and how it changes are both continuous); its integral is the heading. Radians, seconds.
 */

/** From straight on to the end of the wheel and back takes a bus driver some 3 s; the rate is like itself for half of that. */
const STEERING = 1 / 1.5;
/** The covariance is carried on by no longer steps. */
const STEP_S = 0.1;

export class TurnFilter {
  /** Heading, rate, change of rate. */
  #state;
  #covariance;
  #at_s;

  /** @param {number} heading Not bounded. @param {number} deviation Of it. @param {number} wander As in {@link advance}. */
  constructor(heading, deviation, wander, at_s) {
    this.#state = [heading, 0, 0];
    this.#covariance = [[deviation ** 2, 0, 0], [0, wander ** 2, 0], [0, 0, (wander * STEERING) ** 2]];
    this.#at_s = at_s;
  }

  /** @returns {number} The heading to be expected at or after the last measurement. */
  at(now_s) {
    const [first] = transition(Math.max(0, now_s - this.#at_s));
    return dot(first, this.#state);
  }

  /**
   * @param {number} wander Standard deviation of the rate of turn.
   * @param {number} known What the heading has turned for reasons that are known.
   */
  advance(now_s, wander, known) {
    const count = Math.max(1, Math.ceil((now_s - this.#at_s) / STEP_S));
    const step_s = (now_s - this.#at_s) / count;
    const matrix = transition(step_s);
    const disturbance = 4 * STEERING ** 3 * wander ** 2 * step_s;
    for (let i = 0; i < count; i += 1) {
      this.#state = matrix.map((row) => dot(row, this.#state));
      const turned = matrix.map((row) => [0, 1, 2].map((k) => dot(row, this.#covariance.map((line) => line[k]))));
      this.#covariance = turned.map((line) => matrix.map((row) => dot(line, row)));
      this.#covariance[2][2] += disturbance;
    }
    this.#state[0] += known;
    this.#at_s = now_s;
  }

  /** @param {number} difference Measured minus expected. @param {number} deviation Of what is measured. */
  correct(difference, deviation) {
    const [first] = this.#covariance;
    const gains = first.map((covariance) => covariance / (first[0] + deviation ** 2));
    this.#state = this.#state.map((value, i) => value + gains[i] * difference);
    this.#covariance = this.#covariance.map((row, i) => row.map((value, k) => value - gains[i] * first[k]));
  }
}

/** What heading, rate and its change become within a time, undisturbed. */
function transition(elapsed_s) {
  const fade = Math.exp(-STEERING * elapsed_s);
  const spent = (1 - fade) / STEERING;
  const late = elapsed_s * fade;
  return [
    [1, 2 * spent - late, (spent - late) / STEERING],
    [0, fade + STEERING * late, late],
    [0, -(STEERING ** 2) * late, fade - STEERING * late],
  ];
}

function dot(a, b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
