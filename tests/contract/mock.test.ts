import { contractSuite } from '../../contract/src/vitest.ts'

contractSuite({ target: 'mock' })
