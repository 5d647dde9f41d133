// Play, pause, step, scrub, speed, back to the start: all in the browser, over frames that are all there.

const MOST_FRAMES_A_SECOND = 10;
const SECONDS = 6; // that a replay takes at least, but for one of very few frames

export class Player {
  constructor(root, changed) {
    Object.assign(this, { root, changed, frame: 0, frames: 0, playing: false });
    const find = (name) => root.querySelector(`.${name}`);
    Object.assign(this, { playButton: find("play"), scrub: find("scrub"), speed: find("speed") });
    this.playButton.addEventListener("click", () => this.run(!this.playing));
    find("first").addEventListener("click", () => this.stop(0));
    find("back").addEventListener("click", () => this.stop(this.frame - 1));
    find("forward").addEventListener("click", () => this.stop(this.frame + 1));
    this.scrub.addEventListener("input", () => this.stop(Number(this.scrub.value)));
    root.addEventListener("keydown", (event) => this.pressed(event));
  }

  load(frames, words) {
    this.playing = false;
    this.words = words;
    Object.assign(this, { frames, frame: 0 });
    this.root.hidden = frames < 2;
    this.scrub.max = Math.max(frames - 1, 0);
    this.reflect();
  }

  close() {
    this.playing = false;
  }

  pressed(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || event.target === this.scrub || event.target === this.speed) return;
    event.preventDefault();
    this.stop(this.frame + step);
  }

  stop(frame) {
    this.playing = false;
    this.go(frame);
  }

  go(frame) {
    this.frame = Math.min(Math.max(frame, 0), this.frames - 1);
    this.reflect();
    this.changed();
  }

  reflect() {
    this.scrub.value = this.frame;
    this.scrub.setAttribute("aria-valuetext", `${this.frame} / ${this.frames - 1}`);
    this.playButton.textContent = this.playing ? this.words.pause : this.words.play;
  }

  run(playing) {
    this.playing = playing;
    if (playing && this.frame === this.frames - 1) this.frame = 0;
    this.go(this.frame);
    cancelAnimationFrame(this.next);
    let last = performance.now();
    const tick = (now) => {
      if (!this.playing || !this.root.isConnected) return;
      const pace = Math.min(Math.max(this.frames / SECONDS, 1), MOST_FRAMES_A_SECOND);
      const duration = 1000 / (pace * Number(this.speed.value));
      const due = Math.floor((now - last) / duration);
      if (due > 0) {
        last += due * duration;
        this.playing = this.frame + due < this.frames - 1;
        this.go(this.frame + due);
      }
      this.next = requestAnimationFrame(tick);
    };
    if (playing) this.next = requestAnimationFrame(tick);
  }
}
