/**
 * The fault test, after Jepsen: a generator loads a whole PixPro of its own ({@link faults.Generator}) and writes down what it
 * was told ({@link faults.Ledger}), a nemesis ({@link faults.Nemesis}) torments each server of it, and when all is healed a
 * checker ({@link faults.Checker}) compares the ledger with what is there, from outside only. See docs/reliability.md.
 */
package faults;
