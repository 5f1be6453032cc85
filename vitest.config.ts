/** Tests mirror the folders of src and grammar. The bundle they run as a process is built by `pretest`. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    coverage: { provider: 'v8', include: ['src/**', 'grammar/**'], reporter: ['text-summary', 'html'] },
  },
})
