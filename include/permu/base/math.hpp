/// exp, log and pow in plain additions and multiplications: the same bits on every processor.
#pragma once

namespace permu {

/// e^x; relative error < 4e-16; 0 below −745, +infinity above 709.78.
double exact_exp(double x);
/// Natural logarithm; relative error < 4e-16. \pre x > 0
double exact_log(double x);
/// base^exponent for base > 0; relative error < 1e-14 for |result| within 1e±30; integral exponents by squaring.
double exact_pow(double base, double exponent);

/// a / b, or an empty value (NaN) when b is zero: "a zero denominator gives an empty value".
double ratio(double a, double b);

}  // namespace permu
