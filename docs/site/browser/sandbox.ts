// The sandbox for the home page, a script of its own: the page loads it when a button is pressed first.
import { startDemo } from '../demo.ts'

Object.assign(globalThis, { startDemo })
