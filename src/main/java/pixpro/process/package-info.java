/**
 * Running a job: what a model is asked, what its answer may be, and how a job ends. The answer of a model is trusted no
 * more than an upload.
 */
package pixpro.process;
