/**
 * Tests of the whole: the vocabulary as programs, stock jshell and C see it, and the programs that
 * they start.
 */
package forkshell.acceptance;
